using System.ComponentModel;
using Cake.Cli;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>The options that every Frosting program understands. Anything else is an argument for the tasks.</summary>
internal sealed class DefaultCommandSettings : CommandSettings
{
    /// <summary>Gets or sets the targets, in the order of the command line.</summary>
    [CommandOption("--target|-t|--Target <TARGET>")]
    [DefaultValue(new[] { "Default" })]
    [Description("Target task to invoke.")]
    public string[] Targets { get; set; }

    /// <summary>Gets or sets the working directory; null leaves the host's.</summary>
    [CommandOption("--working|-w <PATH>")]
    [TypeConverter(typeof(Cake.Cli.DirectoryPathConverter))]
    [Description("Sets the working directory.")]
    public DirectoryPath WorkingDirectory { get; set; }

    /// <summary>Gets or sets how much is logged; null asks the configuration.</summary>
    [CommandOption("--verbosity|-v <VERBOSITY>")]
    [TypeConverter(typeof(VerbosityConverter))]
    [Description("Specifies the amount of information to be displayed: Quiet, Minimal, Normal, Verbose, Diagnostic.")]
    public Verbosity? Verbosity { get; set; }

    /// <summary>Gets or sets a value indicating whether to list the tasks.</summary>
    [CommandOption("--description|--descriptions|--showdescription|--showdescriptions")]
    [Description("Shows description about tasks.")]
    public bool Description { get; set; }

    /// <summary>Gets or sets a value indicating whether to show what depends on what.</summary>
    [CommandOption("--tree|--showtree")]
    [Description("Shows the task dependency tree.")]
    public bool Tree { get; set; }

    /// <summary>Gets or sets a value indicating whether to run no task.</summary>
    [CommandOption("--dryrun|--noop|--whatif")]
    [Description("Performs a dry run.")]
    public bool DryRun { get; set; }

    /// <summary>Gets or sets a value indicating whether to leave out dependencies.</summary>
    [CommandOption("--exclusive|-e")]
    [Description("Executes the target task without any dependencies.")]
    public bool Exclusive { get; set; }

    /// <summary>Gets or sets a value indicating whether to print the version only.</summary>
    [CommandOption("--version|--ver")]
    [Description("Displays version information.")]
    public bool Version { get; set; }

    /// <summary>Gets or sets a value indicating whether to print more than the version.</summary>
    [CommandOption("--info")]
    [Description("Displays additional information about Cake.")]
    public bool Info { get; set; }

    /// <summary>Gets or sets a value indicating whether to leave out the table of a run that went well.</summary>
    [CommandOption("--no-report")]
    [Description("Skips the summary report of a successful run.")]
    public bool NoReport { get; set; }
}
