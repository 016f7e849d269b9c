using System.Diagnostics;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>What a call of the program did.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CliResult(int ExitCode, string Out, string Error);

/// <summary>Calls the program as a child process in its own temporary working directory.</summary>
internal sealed class CliRunner : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tlc-");

    /// <summary>The working directory of the calls.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Environment variables of the calls, on top of those of the test.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Writes a file into the working directory.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return name;
    }

    /// <summary>Assembly that is called; the test assembly itself is the program with a scripted experiment.</summary>
    public string Assembly { get; init; } = "twolayerchain.dll";

    /// <summary>Calls the program and waits for its end.</summary>
    public CliResult Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process);
    }

    /// <summary>Starts the program.</summary>
    public Process Start(params string[] arguments) =>
        StartProgram("dotnet", [Path.Combine(AppContext.BaseDirectory, Assembly), .. arguments]);

    /// <summary>Calls another program in the same way.</summary>
    public CliResult Execute(string program, params string[] arguments)
    {
        using var process = StartProgram(program, arguments);
        return Finish(process);
    }

    private Process StartProgram(string program, string[] arguments)
    {
        // Below a shell's background job SIGINT is ignored by inheritance; env gives it its meaning back.
        var start = new ProcessStartInfo("env")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a started program.</summary>
    public static CliResult Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"the program did not end within {Patience.TotalSeconds:0} s");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
