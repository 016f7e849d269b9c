using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Experiments.Swarm.Shrinking;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>campaign</c>: many drawn scenarios of consensus with faults, judged; <c>campaign replay FILE</c>: one of them.</summary>
internal sealed class CampaignVerb(Interruption interruption) : IVerb
{
    private const long ScenariosMost = 1_000_000_000_000;
    private const double UnknownMost = 0.05;

    /// <summary>With fewer scenarios the share of those that tested nothing says little.</summary>
    private const long ScenariosForUnknown = 2_000;

    private readonly Option<long?> _scenarios = WholeNumber.Option(
        "--scenarios", "Number of scenarios (default: 20000)", 1, ScenariosMost);

    private readonly Option<long?> _seed = WholeNumber.Option("--seed", "Seed of the campaign (default: 1)", 0, long.MaxValue);

    private readonly Option<string[]> _protocols = new("--protocol")
    {
        Description = "Protocols to draw from (default: all committees)",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. SwarmGenerator.AllProtocols],
    };

    private readonly Option<bool> _twins = new("--twins")
    {
        Description = "All schedules of 4 replicas with one twin over 4 views instead: 1,502,936 a protocol",
    };

    private readonly Option<long?> _every = WholeNumber.Option(
        "--every", "With --twins: runs one schedule of so many (default: 1)", 1, 1_502_936);

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Folder for the records that failed (default: output/campaign-<seed>)",
        HelpName = "dir",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        _protocols.AcceptOnlyFromAmong([.. SwarmGenerator.AllProtocols]);
        var command = new VerbCommand(
            "campaign", "Draws scenarios of consensus with faults, runs and judges them", "campaign --scenarios 2000 --progress off");
        foreach (var option in (ReadOnlySpan<Option>)
            [_scenarios, _seed, _protocols, _twins, _every, SharedOptions.Threads, _output, SharedOptions.Format, SharedOptions.Progress])
        {
            command.Add(option);
        }

        command.Add(CreateReplay());
        command.SetAction(parsed => parsed.GetValue(_twins)
            ? TwinsAction.Run(
                parsed.GetValue(_protocols)!, (int)(parsed.GetValue(_every) ?? 1), Threads(parsed), parsed, interruption)
            : Run(parsed));
        return command;
    }

    private static VerbCommand CreateReplay()
    {
        var file = SharedOptions.File("Record of a scenario", isRequired: true);
        var replay = new VerbCommand(
            "replay", "Tells every message of one scenario, and its verdict", "campaign replay record.yaml");
        replay.Add(file);
        replay.SetAction(parsed => Replay(parsed.GetRequiredValue(file)!));
        return replay;
    }

    private static int Replay(string file)
    {
        var record = SwarmRecordText.ReadFile(file);
        var result = SwarmRunner.Run(record, new() { Story = new SwarmStory(Console.Out) });
        foreach (var violation in result.Violations)
        {
            Console.Out.WriteLine(violation);
        }

        Console.Out.WriteLine($"{result.Verdict} {result.Reason}".TrimEnd());
        return result.IsAsExpected ? ExitCodes.Done : ExitCodes.NotAsExpected;
    }

    private static int Threads(ParseResult parsed) => parsed.GetValue(SharedOptions.Threads) ?? Environment.ProcessorCount;

    private int Run(ParseResult parsed)
    {
        var options = new CampaignOptions
        {
            Scenarios = parsed.GetValue(_scenarios) ?? new CampaignOptions().Scenarios,
            Seed = (ulong)(parsed.GetValue(_seed) ?? (long)new CampaignOptions().Seed),
            Protocols = parsed.GetValue(_protocols)!,
            Threads = Threads(parsed),
        };
        var clock = Stopwatch.StartNew();
        CampaignReport report;
        using (var reporter = ProgressReporter.OnStandardError(parsed.GetValue(SharedOptions.Progress)!))
        {
            report = new SwarmCampaign(options).Run(
                new CountedProgress(reporter, options.Scenarios, "scenarios"), interruption.Token);
        }

        Print(report, clock.Elapsed, parsed.GetValue(SharedOptions.Format)!);
        Keep(report, parsed.GetValue(_output) ?? $"output/campaign-{options.Seed}");
        var isUntested = report.Scenarios >= ScenariosForUnknown && report.UnknownShare >= UnknownMost;
        return interruption.ExitCode
            ?? (report.Unexpected == 0 && !isUntested ? ExitCodes.Done : ExitCodes.NotAsExpected);
    }

    private static void Print(CampaignReport report, TimeSpan elapsed, string format)
    {
        ResultTable[] tables = [CampaignTables.Verdicts(report), CampaignTables.Probes(report), CampaignTables.Failures(report)];
        switch (format)
        {
            case "json":
                TableWriter.WriteJson(new JsonObject
                {
                    ["scenarios"] = report.Scenarios,
                    ["events"] = report.Events,
                    ["unexpected"] = report.Unexpected,
                    ["unknown_share"] = report.UnknownShare,
                    ["trace_hash"] = report.TraceHash.ToString("x16", CultureInfo.InvariantCulture),
                    ["generator_version"] = SwarmGenerator.Version,
                    ["tables"] = TableWriter.ToJson(tables),
                });
                break;
            case "csv":
                TableWriter.WriteCsv(tables[0]);
                break;
            default:
                TableWriter.WriteForPeople(tables);
                TableWriter.WriteSentence(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.Scenarios} scenarios, {report.Events} events, {report.Unexpected} unexpected verdicts, "
                    + $"{100 * report.UnknownShare:0.0} % tested nothing, hash {report.TraceHash:x16}"));
                break;
        }

        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{elapsed.TotalSeconds:0.0} s, {report.Scenarios / elapsed.TotalSeconds:0} scenarios/s, "
            + $"{report.Events / elapsed.TotalSeconds / 1e6:0.00} million events/s"));
    }

    /// <summary>Writes the records that failed, one file each, and small ones that fail alike.</summary>
    private static void Keep(CampaignReport report, string folder)
    {
        foreach (var failure in report.Failures)
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"{failure.Record.Protocol}-{failure.Number}.yaml");
            File.WriteAllText(path, failure.ToString());
            Console.Error.WriteLine($"twolayerchain campaign replay {path}");
            if (!SwarmRunner.Run(failure.Record).IsAsExpected)
            {
                var small = ReproFile.Write(folder, new RecordShrinker().Shrink(failure.Record));
                Console.Error.WriteLine($"twolayerchain campaign replay {small}");
            }
        }
    }
}
