using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: Xunit.TestFramework("BlueGreen.Contract.Tests.Clusters.ContractFramework", "BlueGreen.Contract.Tests")]

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Ends the shared cluster after the last test, which xunit itself has no place for.</summary>
/// <param name="sink">Takes diagnostic messages.</param>
public sealed class ContractFramework(IMessageSink sink) : XunitTestFramework(sink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName name, ISourceInformationProvider source, IMessageSink sink)
        : XunitTestFrameworkExecutor(name, source, sink)
    {
        // The signature is xunit's: its runner waits for messages, not for this method.
#pragma warning disable VSTHRD100, MA0155
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions)
#pragma warning restore VSTHRD100, MA0155
        {
            using var runner = new Runner(
                TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly,
        IEnumerable<IXunitTestCase> testCases,
        IMessageSink diagnosticSink,
        IMessageSink executionSink,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, testCases, diagnosticSink, executionSink, options)
    {
        protected override Task BeforeTestAssemblyFinishedAsync() =>
            Aggregator.RunAsync(SharedCluster.EndAsync);
    }
}
