namespace Uptimer;

/// <summary>The expand half of a schema change, as a release runs it in a pod of the new version.</summary>
/// <remarks>There is no database behind the sample: it says what it would do, and fails as a real one does without a
/// password.</remarks>
internal static class Migration
{
    /// <summary>Runs the migration.</summary>
    /// <param name="password">The database's password. Never printed.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            Console.Error.WriteLine("migrate: DB_PASSWORD is not set, so the database cannot be opened.");
            return 1;
        }

        Console.WriteLine("migrate: expand 1 of 2: table visits gets a nullable column, both versions can write");
        Console.WriteLine("migrate: expand 2 of 2: index visits_by_region is built without a lock");
        Console.WriteLine("migrate: done, the version before this one still works");
        return 0;
    }
}
