using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>xunit's own framework, and at the end of all tests the end of the cluster that they shared.</summary>
/// <remarks>Fixtures of this version of xunit are for one class or one collection, whose tests do not run in
/// parallel.</remarks>
public sealed class ClusterTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(
        AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
#pragma warning disable VSTHRD100 // The signature is xunit's.
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions)
#pragma warning restore VSTHRD100
        {
            using var runner = new Runner(
                TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly testAssembly,
        IEnumerable<IXunitTestCase> testCases,
        IMessageSink diagnostics,
        IMessageSink execution,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(testAssembly, testCases, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await Aggregator.RunAsync(SharedCluster.EndAsync);
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
