using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Swarm.Twins;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>campaign --twins</c>: all schedules of twins on some protocols.</summary>
internal static class TwinsAction
{
    private const int Views = 4;

    /// <summary>Runs the schedules and prints what they gave.</summary>
    /// <param name="protocols">Names of the protocols.</param>
    /// <param name="every">One schedule of so many is run.</param>
    /// <param name="threads">Schedules at the same time.</param>
    /// <param name="parsed">Command line.</param>
    /// <param name="interruption">Signals.</param>
    /// <returns>Exit code.</returns>
    public static int Run(string[] protocols, int every, int threads, ParseResult parsed, Interruption interruption)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<ResultCell>>();
        var broken = 0L;
        foreach (var protocol in protocols.Where(_ => !interruption.Token.IsCancellationRequested))
        {
            if (ConsensusCatalog.Find(protocol).FaultModel != FaultModel.Byzantine)
            {
                Console.Error.WriteLine($"{protocol}: left out, since it tolerates no twin");
                continue;
            }

            var clock = Stopwatch.StartNew();
            TwinsReport report;
            using (var reporter = ProgressReporter.OnStandardError(parsed.GetValue(SharedOptions.Progress)!))
            {
                var total = (TwinsSpace.Schedules(Views).Count + every - 1) / every;
                report = new TwinsCampaign(ConsensusCatalog.FindCommittee(protocol)).Run(
                    Views, every, threads, new CountedProgress(reporter, total, $"schedules of {protocol}"), interruption.Token);
            }

            broken += report.Broken;
            rows.Add([protocol, report.Schedules, report.AllDecided, report.SomeDecided, report.Broken, report.Events]);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{protocol}: {clock.Elapsed.TotalSeconds:0.0} s, {report.Schedules / clock.Elapsed.TotalSeconds:0} schedules/s"));
            if (report.FirstBroken is { } first)
            {
                Console.Error.WriteLine($"{protocol}: schedule {first.Schedule}: {first.Result.Violations[0]}");
            }
        }

        var table = new ResultTable(
            "twins", "", ["protocol", "schedules", "all_decided", "some_decided", "violations", "events"], rows.DrainToImmutable());
        TableWriter.Write(table, parsed.GetValue(SharedOptions.Format)!);
        return interruption.ExitCode ?? (broken == 0 ? ExitCodes.Done : ExitCodes.NotAsExpected);
    }
}
