namespace TwoLayerChainSim.Experiments.Results;

/// <summary>timing.json: everything that may differ between two identical runs, and nothing else holds any of it.</summary>
public sealed record RunTiming
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "timing.json";

    /// <summary>Start in UTC.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>End in UTC.</summary>
    public required DateTimeOffset FinishedUtc { get; init; }

    /// <summary>Wall time, in seconds.</summary>
    public double WallSeconds => (FinishedUtc - StartedUtc).TotalSeconds;

    /// <summary>Name of the machine.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>Operating system and its version.</summary>
    public string System { get; init; } = global::System.Runtime.InteropServices.RuntimeInformation.OSDescription;

    /// <summary>.NET and its version.</summary>
    public string Runtime { get; init; } = global::System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    /// <summary>Processors that this process may use.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>Largest memory of this process so far, in bytes.</summary>
    public long PeakMemoryBytes { get; init; } = PeakMemory();

    private static long PeakMemory()
    {
        using var process = global::System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
