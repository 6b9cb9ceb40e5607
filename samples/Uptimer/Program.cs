using Uptimer;

return args switch
{
    [] => await Server.RunAsync(UptimerSettings.Read(Environment.GetEnvironmentVariable)),
    ["migrate"] => Migration.Run(Environment.GetEnvironmentVariable("DB_PASSWORD")),
    ["ping"] => await Ping.RunAsync(UptimerSettings.Read(Environment.GetEnvironmentVariable)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet Uptimer.dll [migrate | ping]");
    return 2;
}
