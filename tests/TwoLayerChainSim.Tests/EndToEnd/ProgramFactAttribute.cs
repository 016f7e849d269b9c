using System.Diagnostics;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>A test that needs another program; reported as skipped where a trial of it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    /// <summary>A test that needs a program.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="trial">Arguments with which it must end with 0.</param>
    public ProgramFactAttribute(string program, params string[] trial)
    {
        if (!Works(program, trial.Length > 0 ? trial : ["--version"]))
        {
            Skip = $"needs '{string.Join(' ', trial.Prepend(program))}', which does not work here";
        }
    }

    private static bool Works(string program, string[] trial)
    {
        try
        {
            var start = new ProcessStartInfo(program, trial) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
