using System.Text;
using System.Text.Json;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>
/// TESTING.md F1-F3. Goal: whatever goes wrong at whatever step, a file is complete or absent, a folder with a manifest is
/// whole, and a replication that was kept stays. Method: the same small experiment with a mishap at step k, for all k.
/// </summary>
public class CrashSafetyTests
{
    private static readonly IReadOnlyDictionary<string, byte[]> Undisturbed = UndisturbedFiles(out StepsOfARun);
    private static readonly int StepsOfARun;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_kill_at_any_step_leaves_complete_files_and_all_kept_replications(bool powerIsLost)
    {
        for (var k = 0; k < StepsOfARun; k++)
        {
            var store = new MemoryStore { MishapAt = k, Mishap = Mishap.Killed };
            var kept = RunUntilKilled(store);

            Assert.Equal(string.Empty, Damage(store.Restart(powerIsLost), kept, $"killed at step {k}"));
        }
    }

    [Fact]
    public void After_a_kill_at_any_step_the_next_run_gives_the_undisturbed_files()
    {
        for (var k = 0; k < StepsOfARun; k++)
        {
            var store = new MemoryStore { MishapAt = k, Mishap = Mishap.Killed };
            RunUntilKilled(store);

            var next = store.Restart(afterPowerLoss: false);
            SampleExperiment.Run(next, force: true);

            var files = FilesOf(next);
            Assert.Equal(Undisturbed.Keys, files.Keys);
            Assert.All(
                Undisturbed.Where(file => file.Key != RunTiming.FileName), file => Assert.Equal(file.Value, files[file.Key]));
        }
    }

    [Fact]
    public void A_refused_step_is_reported_in_a_sentence_and_loses_nothing()
    {
        for (var k = 0; k < StepsOfARun; k++)
        {
            var store = new MemoryStore { MishapAt = k, Mishap = Mishap.Refused };
            var kept = new List<ReplicationResult>();

            var exception = Assert.Throws<ResultFolderException>(() => SampleExperiment.Run(store, appended: kept.Add));

            Assert.Contains(SampleExperiment.Folder, exception.Message, StringComparison.Ordinal);
            Assert.Contains("No space left on device", exception.Message, StringComparison.Ordinal);
            Assert.False(exception.IsBadInput);
            Assert.Equal(string.Empty, Damage(store.Restart(afterPowerLoss: false), kept, $"refused at step {k}"));
        }
    }

    /// <summary>A full disk may leave half a line; a later line behind it would make both unreadable.</summary>
    [Fact]
    public void After_a_refused_replication_the_journal_takes_no_other_and_stays_readable()
    {
        var store = new MemoryStore { MishapAt = FirstStepOf(SampleExperiment.Results()[1]), Mishap = Mishap.Refused };
        var location = new ResultLocation { Output = SampleExperiment.Folder };
        using var folder = ResultFolder.Create(location, SampleExperiment.Plan, store, new SampleExperiment.FixedClock());
        folder.Append(SampleExperiment.Results()[0]);
        Assert.Throws<ResultFolderException>(() => folder.Append(SampleExperiment.Results()[1]));

        Assert.Throws<ResultFolderException>(() => folder.Append(SampleExperiment.Results()[2]));

        var journal = FilesOf(store)[ReplicationJournal.FileName];
        Assert.Equal(SampleExperiment.Results()[0].Run, Assert.Single(ReplicationJournal.Read(journal)).Run);
    }

    /// <summary>Positive control of F1: the checker must see what overwriting in place does.</summary>
    [Fact]
    public void The_checker_notices_a_writer_in_place()
    {
        var damaged = 0;
        for (var k = 0; k < Undisturbed.Count; k++)
        {
            var store = new MemoryStore { MishapAt = k, Mishap = Mishap.Killed };
            Assert.Throws<KilledException>(() =>
            {
                foreach (var (name, content) in Undisturbed)
                {
                    store.Write(Path.Combine(SampleExperiment.Folder, name), content);
                }
            });
            damaged += Damage(store.Restart(afterPowerLoss: false), [], "in place").Length > 0 ? 1 : 0;
        }

        Assert.Equal(Undisturbed.Count, damaged);
    }

    /// <summary>Positive control of F2: without the flush to the disk a power loss leaves empty files under their final names.</summary>
    [Fact]
    public void The_checker_notices_a_missing_flush()
    {
        var store = new MemoryStore { IgnoresSync = true };
        SampleExperiment.Run(store);

        Assert.NotEqual(string.Empty, Damage(store.Restart(afterPowerLoss: true), SampleExperiment.Results(), "no flush"));
    }

    /// <summary>Positive control of F3: a run that swallows an error of the disk seems to succeed and is found out.</summary>
    [Fact]
    public void The_checker_notices_a_swallowed_error()
    {
        var noticed = 0;
        for (var k = 0; k < StepsOfARun; k++)
        {
            var store = new MemoryStore { MishapAt = k, Mishap = Mishap.Refused, SwallowsErrors = true };
            try
            {
                SampleExperiment.Run(store);
                noticed += Damage(store, SampleExperiment.Results(), "swallowed").Length > 0 ? 1 : 0;
            }
            catch (Exception e) when (e is KeyNotFoundException or FormatException)
            {
                // The run itself stumbles over the file that is not there or torn.
                noticed++;
            }
        }

        // The other steps, such as creating a folder again, may fail without harm.
        Assert.True(noticed >= Undisturbed.Count, $"{noticed} of {StepsOfARun} were noticed");
    }

    private static int FirstStepOf(ReplicationResult replication)
    {
        var store = new MemoryStore();
        var step = 0;
        SampleExperiment.Run(store, results: SampleExperiment.Results().Select(result =>
        {
            step = result.Run == replication.Run ? store.Steps : step;
            return result;
        }));
        return step;
    }

    private static List<ReplicationResult> RunUntilKilled(MemoryStore store)
    {
        var kept = new List<ReplicationResult>();
        Assert.Throws<KilledException>(() => SampleExperiment.Run(store, appended: kept.Add));
        return kept;
    }

    /// <summary>What a reader finds wrong, or nothing.</summary>
    private static string Damage(MemoryStore store, IReadOnlyList<ReplicationResult> kept, string when)
    {
        var files = FilesOf(store);
        foreach (var (name, content) in files.Where(file => IsFinal(file.Key)))
        {
            if (name == RunTiming.FileName ? !IsJson(content) : !Undisturbed[name].AsSpan().SequenceEqual(content))
            {
                return $"{when}: {name} is torn";
            }
        }

        if (files.ContainsKey(Manifest.FileName))
        {
            try
            {
                ResultReader.Open(SampleExperiment.Folder, store);
            }
            catch (ResultFolderException e)
            {
                return $"{when}: {e.Message}";
            }
        }

        var found = files.TryGetValue(ReplicationJournal.FileName, out var journal)
            ? ReplicationJournal.Read(journal).SelectMany(result => result.Rows()).ToArray()
            : files.TryGetValue("metrics.csv", out var csv)
                ? [.. MetricCsv.Read(Encoding.UTF8.GetString(csv)).Rows]
                : [];
        var lost = kept.SelectMany(result => result.Rows()).Except(found).FirstOrDefault();
        return lost is null ? string.Empty : $"{when}: {lost} is lost";
    }

    private static bool IsJson(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsFinal(string name) =>
        !name.EndsWith(ResultFolder.TemporaryEnding, StringComparison.Ordinal)
        && name is not (ResultFolder.LockName or ReplicationJournal.FileName);

    private static SortedDictionary<string, byte[]> FilesOf(MemoryStore store)
    {
        var folder = SampleExperiment.Folder + Path.DirectorySeparatorChar;
        return new SortedDictionary<string, byte[]>(
            store.Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
                .ToDictionary(file => file.Key[folder.Length..], file => file.Value), StringComparer.Ordinal);
    }

    private static SortedDictionary<string, byte[]> UndisturbedFiles(out int steps)
    {
        var store = new MemoryStore();
        SampleExperiment.Run(store);
        steps = store.Steps;
        return FilesOf(store);
    }
}
