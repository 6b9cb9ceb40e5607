using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>Translates task classes and lifetimes into what Cake's own engine runs.</summary>
/// <param name="provider">Where tasks and lifetimes come from.</param>
/// <param name="context">The context that all of them get.</param>
/// <param name="log">Hears of tasks that are left out.</param>
internal sealed class FrostingEngine(IServiceProvider provider, IFrostingContext context, ICakeLog log)
{
    /// <summary>Registers every task and the lifetimes.</summary>
    /// <param name="host">The host that will run, list or draw them.</param>
    public void Register(IScriptHost host)
    {
        foreach (var task in provider.GetServices<IFrostingTask>())
        {
            Register(host, task, new TaskDescriptor(task.GetType()));
        }

        if (provider.GetService<IFrostingSetup>() is { } setup)
        {
            host.Setup(info => setup.Setup(context, info));
        }

        if (provider.GetService<IFrostingTeardown>() is { } teardown)
        {
            host.Teardown(info => teardown.Teardown(context, info));
        }

        if (provider.GetService<IFrostingTaskSetup>() is { } taskSetup)
        {
            host.TaskSetup(info => taskSetup.Setup(context, info));
        }

        if (provider.GetService<IFrostingTaskTeardown>() is { } taskTeardown)
        {
            host.TaskTeardown(info => taskTeardown.Teardown(context, info));
        }
    }

    private void Register(IScriptHost host, IFrostingTask task, TaskDescriptor descriptor)
    {
        if (descriptor.DeclaredContext is { } wanted && !wanted.IsInstanceOfType(context))
        {
            log.Warning(
                "Task '{0}' is left out: it wants the context '{1}', and the host's is '{2}'.",
                descriptor.Name,
                wanted.FullName,
                context.GetType().FullName);
            return;
        }

        var type = task.GetType();
        var builder = host.Task(descriptor.Name);
        builder.Description(type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description);
        foreach (var dependency in type.GetCustomAttributes<IsDependentOnAttribute>())
        {
            builder.IsDependentOn(TaskDescriptor.NameOfDependency(dependency.Task));
        }

        foreach (var dependee in type.GetCustomAttributes<IsDependeeOfAttribute>())
        {
            builder.IsDependeeOf(TaskDescriptor.NameOfDependency(dependee.Task));
        }

        Wire(builder, task, descriptor);
    }

    private void Wire(CakeTaskBuilder builder, IFrostingTask task, TaskDescriptor descriptor)
    {
        if (descriptor.Runs)
        {
            builder.Does(_ => task.RunAsync(context));
        }

        if (descriptor.DecidesToRun)
        {
            builder.WithCriteria(_ => task.ShouldRun(context), task.SkippedMessage);
        }

        if (task.GetType().IsDefined(typeof(ContinueOnErrorAttribute)))
        {
            builder.ContinueOnError();
        }

        if (descriptor.HandlesErrors)
        {
            builder.OnError((exception, _) => task.OnError(exception, context));
        }

        if (descriptor.CleansUp)
        {
            builder.Finally(_ => task.Finally(context));
        }
    }
}
