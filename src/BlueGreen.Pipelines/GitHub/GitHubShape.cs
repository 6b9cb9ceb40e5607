using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BlueGreen.Pipelines.Structure;
using static BlueGreen.Pipelines.Structure.Shape;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>What a workflow file of GitHub Actions may look like, by its documented keys.</summary>
/// <remarks>
/// Held to SchemaStore's schema in <c>GitHubSchemaTests</c>; where GitHub's own reader takes more, so does this: a
/// number or a flag for a text, one pattern for a list of them, an empty variable, and keys of its latest version.
/// </remarks>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax"/>
/// <seealso href="https://github.com/actions/languageservices/blob/main/workflow-parser/src/workflow-v1.0.json"/>
internal static partial class GitHubShape
{
    private static readonly TextShape Text = new() { TakesAnyScalar = true };
    private static readonly TextShape Word = new() { TakesAnyScalar = true, MayBeEmpty = false };
    private static readonly ListShape Texts = new(Text);

    private static readonly TextPattern NamePattern = new(
        NameRule(), "a name of letters, digits, '-' and '_' that begins with a letter or '_'");

    private static readonly TextShape Name = new() { Pattern = NamePattern };
    private static readonly TextShape Expression = new()
    {
        Pattern = new TextPattern(ExpressionRule(), "true, a number or an expression ${{ … }}"),
    };

    private static readonly TextShape HoldsExpression = new()
    {
        Pattern = new TextPattern(HoldsExpressionRule(), "a mapping, or a text with an expression ${{ … }}"),
    };

    private static readonly EitherShape FlagOrExpression = new(Flag, Expression);
    private static readonly EitherShape NumberOrExpression = new(Number, Expression);
    private static readonly EitherShape Scalar = new(Text, Nothing);
    private static readonly EitherShape Variables = new(new OpenMapShape(Scalar), HoldsExpression);
    private static readonly EitherShape Globs = new(Word, new ListShape(Word, Min: 1));
    private static readonly TextShape Level = OneOf("read", "write", "none");

    private static readonly EitherShape Permissions = new(OneOf("read-all", "write-all"), Map(
        ("actions", Level), ("artifact-metadata", Level), ("attestations", Level), ("checks", Level),
        ("code-quality", Level), ("contents", Level), ("copilot-requests", OneOf("write", "none")),
        ("deployments", Level), ("discussions", Level), ("id-token", Level), ("issues", Level),
        ("models", OneOf("read", "none")), ("packages", Level), ("pages", Level), ("pull-requests", Level),
        ("repository-projects", Level), ("security-events", Level), ("statuses", Level),
        ("vulnerability-alerts", OneOf("read", "none"))));

    private static readonly EitherShape Concurrency = new(Text, Map(
        ("group!", Text), ("cancel-in-progress", FlagOrExpression), ("queue", OneOf("single", "max"))));

    private static readonly MapShape RunDefaults = Map(("shell", Text), ("working-directory", Text)) with
    {
        AtLeastOne = [["shell", "working-directory"]],
    };

    private static readonly MapShape Defaults = Map(("run!", RunDefaults));

    private static readonly EitherShape Environment = new(Text, Map(
        ("name!", Text), ("url", Text), ("deployment", FlagOrExpression)));

    // What steps that run side by side hold is left to GitHub: they are new, and we write none.
    private static readonly MapShape Step = Map(
        ("id", Text), ("if", Text), ("name", Text), ("uses", Text), ("run", Text), ("working-directory", Text),
        ("shell", Text), ("with", Variables), ("env", Variables), ("continue-on-error", FlagOrExpression),
        ("timeout-minutes", NumberOrExpression), ("background", Flag), ("wait", new EitherShape(Text, Texts)),
        ("wait-all", new EitherShape(Flag, Nothing)), ("cancel", Text), ("parallel", new ListShape(Any, Min: 1))) with
    {
        ExactlyOne = [["uses", "run", "wait", "wait-all", "cancel", "parallel"]],
        Needs = [("working-directory", "run"), ("shell", "run")],
    };

    private static readonly EitherShape Matrix = new(
        new OpenMapShape(new EitherShape(new ListShape(Any, Min: 1), Expression), Min: 1), Expression);

    // SchemaStore wants a matrix here; GitHub runs a job without one, and published workflows have none.
    private static readonly MapShape Strategy = Map(
        ("matrix", Matrix), ("fail-fast", Text), ("max-parallel", Text));

    private static readonly MapShape Container = Map(
        ("image!", Text), ("credentials", Any), ("env", Variables), ("ports", new ListShape(Text, Min: 1)),
        ("volumes", new ListShape(Text, Min: 1)), ("options", Text));

    private static readonly MapShape Service = Container with
    {
        Fields = Container.Fields.Add("command", Text).Add("entrypoint", Text),
    };

    private static readonly EitherShape Runner = new(
        Text, new ListShape(Text, Min: 1), new OpenMapShape(Any)
        {
            Fields = ImmutableDictionary<string, Shape>.Empty
                .Add("group", Text).Add("labels", new EitherShape(Text, Texts)),
        });

    private static readonly MapShape CallingJob = Map(
        ("name", Text), ("needs", new EitherShape(Name, new ListShape(Name, Min: 1))), ("permissions", Permissions),
        ("if", Text), ("uses!", new TextShape
        {
            Pattern = new TextPattern(WorkflowRule(), "the path of a workflow file, such as ./.github/workflows/x.yml"),
        }),
        ("with", Variables), ("secrets", new EitherShape(new OpenMapShape(Scalar), new TextShape
        {
            Pattern = new TextPattern(SecretsRule(), "a mapping, or inherit"),
        })),
        ("strategy", Strategy), ("concurrency", Concurrency));

    private static readonly MapShape Job = Map(
        ("name", Text), ("needs", new EitherShape(Name, new ListShape(Name, Min: 1))), ("permissions", Permissions),
        ("if", Text), ("runs-on!", Runner), ("environment", Environment),
        ("outputs", new OpenMapShape(Text, Min: 1)), ("env", Variables), ("defaults", Defaults),
        ("steps", new ListShape(Step, Min: 1)), ("timeout-minutes", NumberOrExpression),
        ("cancel-timeout-minutes", NumberOrExpression), ("strategy", Strategy),
        ("continue-on-error", FlagOrExpression), ("container", new EitherShape(Text, Container)),
        ("services", new OpenMapShape(Service)), ("concurrency", Concurrency), ("snapshot", Any));

    private static readonly MapShape Input = Map(
        ("description", Text), ("deprecationMessage", Text), ("required", Flag), ("default", Any),
        ("type", OneOf("string", "choice", "boolean", "number", "environment")),
        ("options", new ListShape(Text, Min: 1)));

    private static readonly MapShape Push = Map(
        ("branches", Globs), ("branches-ignore", Globs), ("tags", Globs), ("tags-ignore", Globs), ("paths", Globs),
        ("paths-ignore", Globs)) with
    {
        AtMostOne = [["branches", "branches-ignore"], ["tags", "tags-ignore"], ["paths", "paths-ignore"]],
    };

    private static readonly ImmutableArray<string> Events =
    [
        "branch_protection_rule", "check_run", "check_suite", "create", "delete", "deployment", "deployment_status",
        "discussion", "discussion_comment", "fork", "gollum", "image_version", "issue_comment", "issues", "label",
        "merge_group", "milestone", "page_build", "project", "project_card", "project_column", "public", "pull_request",
        "pull_request_comment", "pull_request_review", "pull_request_review_comment", "pull_request_target", "push",
        "registry_package", "release", "status", "watch", "workflow_call", "workflow_dispatch", "workflow_run",
        "repository_dispatch",
    ];

    private static readonly MapShape EventMap = Map(
        [
            .. Events.Except(["push", "workflow_dispatch"], StringComparer.Ordinal).Select(name => (name, (Shape)Any)),
            ("push", new EitherShape(Nothing, Push)),
            ("workflow_dispatch", new EitherShape(Nothing, Map(("inputs", new OpenMapShape(Input, NamePattern))))),
            ("schedule", new ListShape(Map(("cron!", Text), ("timezone", Text)), Min: 1)),
        ]);

    /// <summary>Gets the shape of a whole file.</summary>
    public static MapShape Workflow { get; } = Map(
        ("name", Text), ("description", Text), ("run-name", Text),
        ("on!", new EitherShape(OneOf(Events), new ListShape(OneOf(Events), Min: 1), EventMap)),
        ("env", Variables), ("defaults", Defaults), ("permissions", Permissions), ("concurrency", Concurrency),
        ("jobs!", new OpenMapShape(new KeyedShape("uses", CallingJob, Job), NamePattern, Min: 1)));

    [GeneratedRegex(
        "^[_a-zA-Z][a-zA-Z0-9_-]*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex NameRule();

    [GeneratedRegex(
        @"^\$\{\{.*\}\}$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex ExpressionRule();

    [GeneratedRegex(
        @"\$\{\{.*\}\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex HoldsExpressionRule();

    [GeneratedRegex(
        @"^[^\n]*/[^\n]*\.ya?ml(@[^\n]+)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex WorkflowRule();

    [GeneratedRegex(
        "^inherit$|\\$\\{\\{.*\\}\\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex SecretsRule();
}
