using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>What a Frosting program does for a command line: show something, or run targets.</summary>
/// <param name="services">The host's services; the arguments join them, then the container is built.</param>
internal sealed class DefaultCommand(IServiceCollection services) : AsyncCommand<DefaultCommandSettings>
{
    private const string VerbosityKey = "Settings_Verbosity";

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(
        CommandContext context, DefaultCommandSettings settings, CancellationToken cancellationToken)
    {
        services.AddSingleton<ICakeArguments>(
            context.Remaining.ToCakeArguments(settings.NoReport, settings.Targets, null));
        using var provider = services.BuildServiceProvider();
        try
        {
            await ExecuteAsync(provider, settings);
            return 0;
        }
        // The last frame before the process ends: Cake's logger turns any error into a message and an exit code.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return provider.GetRequiredService<ICakeLog>().LogException(exception);
        }
    }

    private static Task ExecuteAsync(ServiceProvider provider, DefaultCommandSettings settings)
    {
        if (settings.Version)
        {
            provider.GetRequiredService<ICakeVersionFeature>().Run(provider.GetRequiredService<IConsole>());
            return Task.CompletedTask;
        }

        if (settings.Info)
        {
            provider.GetRequiredService<ICakeInfoFeature>().Run(provider.GetRequiredService<IConsole>());
            return Task.CompletedTask;
        }

        EnterWorkingDirectory(provider, settings);
        provider.GetRequiredService<ICakeLog>().Verbosity = ChooseVerbosity(provider, settings);
        var host = ChooseHost(provider, settings);
        provider.GetRequiredService<FrostingEngine>().Register(host);
        if (settings.Exclusive)
        {
            host.Settings.UseExclusiveTarget();
        }

        return settings.Targets is [var target] ? host.RunTargetAsync(target) : host.RunTargetsAsync(settings.Targets);
    }

    private static IScriptHost ChooseHost(ServiceProvider provider, DefaultCommandSettings settings) => settings switch
    {
        { DryRun: true } => provider.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
        { Tree: true } => provider.GetRequiredService<TreeScriptHost>(),
        { Description: true } => provider.GetRequiredService<DescriptionScriptHost>(),
        _ => provider.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
    };

    private static void EnterWorkingDirectory(ServiceProvider provider, DefaultCommandSettings settings)
    {
        var path = settings.WorkingDirectory ?? provider.GetService<WorkingDirectory>()?.Path;
        if (path is null)
        {
            return;
        }

        var environment = provider.GetRequiredService<ICakeEnvironment>();
        path = path.MakeAbsolute(environment);
        if (!provider.GetRequiredService<IFileSystem>().GetDirectory(path).Exists)
        {
            throw new FrostingException($"The working directory '{path.FullPath}' does not exist.");
        }

        environment.WorkingDirectory = path;
    }

    private static Verbosity ChooseVerbosity(ServiceProvider provider, DefaultCommandSettings settings)
    {
        if (settings.Verbosity is { } chosen)
        {
            return chosen;
        }

        var configured = provider.GetRequiredService<ICakeConfiguration>().GetValue(VerbosityKey);
        return Enum.TryParse<Verbosity>(configured, ignoreCase: true, out var verbosity) ? verbosity : Verbosity.Normal;
    }
}
