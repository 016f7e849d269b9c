using System.Text;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>
/// The folder of one experiment while it runs. Each finished replication is durable when <see cref="Append"/> returns; each
/// file is there as a whole or not at all. Safe to use from several threads.
/// </summary>
public sealed class ResultFolder : IDisposable
{
    /// <summary>Ending of a file that is being written.</summary>
    public const string TemporaryEnding = ".tmp";

    /// <summary>Name of the resolved configuration, the first file that is written.</summary>
    public const string ConfigName = "config.yaml";

    /// <summary>Name of the lock file.</summary>
    public const string LockName = ".lock";

    private readonly IResultStore _store;
    private readonly IDisposable _lock;
    private readonly Lock _gate = new();
    private readonly Dictionary<RunKey, ReplicationResult> _results = [];
    private readonly SortedDictionary<string, WrittenFile> _files = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _startedUtc;
    private readonly bool _hasDefaultLayout;
    private ResultFolderException? _journalFailure;

    private ResultFolder(
        string path, ResultLocation location, ResultPlan plan, IResultStore store,
        TimeProvider clock, DateTimeOffset startedUtc, IDisposable held)
    {
        (Path, Plan, _store, _clock, _startedUtc, _lock) = (path, plan, store, clock, startedUtc, held);
        _hasDefaultLayout = location.Output is null;
        foreach (var run in plan.Runs)
        {
            _results.Add(run, ReplicationResult.Censored(run, "it was not finished"));
        }
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>What the folder is for.</summary>
    public ResultPlan Plan { get; }

    /// <summary>Creates the folder with its parents, takes its lock and writes config.yaml.</summary>
    /// <param name="location">Where.</param>
    /// <param name="plan">What for.</param>
    /// <param name="store">The file system.</param>
    /// <param name="clock">The wall clock, for the name of the folder and timing.json only.</param>
    /// <exception cref="ResultFolderException">The folder is in use, not empty, or cannot be created.</exception>
    public static ResultFolder Create(ResultLocation location, ResultPlan plan, IResultStore store, TimeProvider clock)
    {
        var started = clock.GetUtcNow();
        var path = FolderClaim.Choose(location, plan, started, store);
        var held = FolderClaim.Claim(path, location.Force, store);
        var folder = new ResultFolder(path, location, plan, store, clock, started, held);
        try
        {
            folder.Write(ConfigName, plan.ConfigYaml);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the result of a run; it is on the disk when this returns.</summary>
    /// <param name="result">The result of a planned run, once.</param>
    /// <exception cref="ResultFolderException">The disk refuses it.</exception>
    public void Append(ReplicationResult result)
    {
        // A row that cannot be written is found here, not when everything else is done.
        _ = new MetricTable(Plan.SweptKeys, result.Rows());
        var line = ReplicationJournal.Line(result);
        lock (_gate)
        {
            Require.That(_results.TryGetValue(result.Run, out var before), $"run {result.Run.RunId} was not planned");
            Require.That(before.CensoredBecause is not null, $"run {result.Run.RunId} was appended twice");
            AppendToJournal(line);
            _results[result.Run] = result;
        }
    }

    /// <summary>One result for each planned run, in the order of the table; runs not appended are censored.</summary>
    public IReadOnlyList<ReplicationResult> Results()
    {
        lock (_gate)
        {
            var results = _results.Values.ToArray();
            Array.Sort(results, (a, b) => RowOrder.OfRuns(a.Run, b.Run, Plan.SweptKeys));
            return results;
        }
    }

    /// <summary>The rows of metrics.csv so far: those of <see cref="Results"/>.</summary>
    public MetricTable Table() => new(Plan.SweptKeys, Results().SelectMany(result => result.Rows()));

    /// <summary>Writes a text file in UTF-8 without byte order mark: temporary file, flush to the disk, rename.</summary>
    /// <param name="name">Path relative to the folder, with <c>/</c>.</param>
    /// <param name="text">Content, with <c>\n</c> as line end.</param>
    /// <param name="rows">Number of data rows, for a table.</param>
    /// <exception cref="ResultFolderException">The disk refuses it; the file is not there, or as it was before.</exception>
    /// <returns>The file as the manifest lists it.</returns>
    public WrittenFile Write(string name, string text, int? rows = null)
    {
        var content = Encoding.UTF8.GetBytes(text);
        lock (_gate)
        {
            WriteWhole(Full(name), content);
            return _files[name] = new WrittenFile(name, content.Length, FileHash.Of(content), rows);
        }
    }

    /// <summary>Reads back a file that was written here.</summary>
    /// <param name="name">Path relative to the folder, with <c>/</c>.</param>
    public string Read(string name)
    {
        var text = string.Empty;
        Attempt("read", Full(name), () => text = Encoding.UTF8.GetString(_store.Read(Full(name))));
        return text;
    }

    /// <summary>
    /// Ends the folder: deletes the journal, whose content metrics.csv holds now, writes timing.json, then the manifest, and
    /// in the default layout lets <c>latest</c> beside the folder name it.
    /// </summary>
    /// <param name="manifestOf">Makes the manifest of the files written so far.</param>
    internal void Finish(Func<IReadOnlyList<WrittenFile>, Manifest> manifestOf)
    {
        var journal = Full(ReplicationJournal.FileName);
        Attempt("delete", journal, () => _store.Delete(journal));
        var timing = new RunTiming { StartedUtc = _startedUtc, FinishedUtc = _clock.GetUtcNow() };
        Write(RunTiming.FileName, ResultJson.Write(timing));
        WriteWhole(Full(Manifest.FileName), Encoding.UTF8.GetBytes(ResultJson.Write(manifestOf([.. _files.Values]))));
        if (_hasDefaultLayout)
        {
            var latest = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "latest");
            WriteWhole(latest, Encoding.UTF8.GetBytes(Path + "\n"));
        }
    }

    /// <summary>Releases the lock. The files stay.</summary>
    public void Dispose() => _lock.Dispose();

    private void AppendToJournal(byte[] line)
    {
        // A full disk may leave half a line; a line behind it would be unreadable too.
        if (_journalFailure is not null)
        {
            throw _journalFailure;
        }

        var journal = Full(ReplicationJournal.FileName);
        try
        {
            Attempt("write", journal, () =>
            {
                _store.Append(journal, line);
                _store.Sync(journal);
            });
        }
        catch (ResultFolderException e)
        {
            _journalFailure = e;
            throw;
        }
    }

    private string Full(string name) => System.IO.Path.Combine([Path, .. name.Split('/')]);

    private void WriteWhole(string path, byte[] content) => Attempt("write", path, () =>
    {
        var temporary = path + TemporaryEnding;
        _store.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        _store.Write(temporary, content);
        _store.Sync(temporary);
        _store.Move(temporary, path);
    });

    private static void Attempt(string verb, string path, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (FolderClaim.IsOfTheDisk(e))
        {
            throw new ResultFolderException(
                $"cannot {verb} {path}: {e.Message.TrimEnd('.')}; the replications finished before are kept in that folder",
                isBadInput: false, e);
        }
    }
}

/// <summary>A file of a result folder as the manifest lists it.</summary>
/// <param name="Path">Path relative to the folder, with <c>/</c>.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256 of the content in hexadecimal.</param>
/// <param name="Rows">Number of data rows of a table; null for other files.</param>
public sealed record WrittenFile(string Path, int Bytes, string Sha256, int? Rows);
