using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>A folder of the real file system that goes away with the test; its name has a blank and an umlaut.</summary>
public abstract class ResultScratch : IDisposable
{
    internal static readonly DiskStore Disk = new();

    protected string Scratch { get; } = Directory.CreateTempSubdirectory("tlcs ä ").FullName;

    public void Dispose()
    {
        Directory.Delete(Scratch, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal static ResultLocation Exact(string output) => new() { Output = output };

    internal static ResultFolder Create(ResultLocation location) =>
        ResultFolder.Create(location, SampleExperiment.Plan, Disk, new SampleExperiment.FixedClock());

    /// <summary>Runs the sample experiment and returns its folder.</summary>
    internal static string Publish(
        ResultLocation location, IEnumerable<ReplicationResult>? results = null, ExperimentFacts? facts = null)
    {
        using var folder = Create(location);
        foreach (var result in results ?? SampleExperiment.Results())
        {
            folder.Append(result);
        }

        Publication.Write(folder, facts ?? SampleExperiment.Facts);
        return folder.Path;
    }
}
