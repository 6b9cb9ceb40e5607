using System.Text.Json.Serialization;

namespace BlueGreen.Running;

/// <summary>What can happen to a step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepEventKind>))]
public enum StepEventKind
{
    /// <summary>The plan was made; the first event of every run.</summary>
    Planned,

    /// <summary>Dry run: the step would be done.</summary>
    Would,

    /// <summary>The world already was as the step wants it.</summary>
    AlreadyDone,

    /// <summary>The step is about to change the world. Written before the change.</summary>
    Started,

    /// <summary>
    /// Something was seen that leaves no other trace in the world. Written before the step counts as done.
    /// </summary>
    Witnessed,

    /// <summary>The change was made and seen.</summary>
    Done,

    /// <summary>The step failed.</summary>
    Failed,

    /// <summary>The run was stopped by a signal before its end.</summary>
    Stopped,
}
