using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>What happens at the chosen step.</summary>
internal enum Mishap
{
    /// <summary>The disk is full in the middle of the step and throws; later steps work.</summary>
    Refused,

    /// <summary>The process dies in the middle of the step; it takes no later step.</summary>
    Killed,
}

/// <summary>The process is dead. Not an <see cref="IOException"/>, so no code can take it for a failing disk.</summary>
internal sealed class KilledException : Exception;

/// <summary>
/// A file system in memory that knows which bytes a power loss would take (those not synced) and in which the step number k
/// can go wrong. Reading steps do not count.
/// </summary>
internal sealed class MemoryStore : IResultStore
{
    private readonly SortedDictionary<string, (byte[] Content, byte[] Durable)> _files = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locks = [];
    private bool _isDead;

    public int Steps { get; private set; }

    public int? MishapAt { get; init; }

    public Mishap Mishap { get; init; }

    /// <summary>Canary: a disk cache that ignores the request to flush.</summary>
    public bool IgnoresSync { get; init; }

    /// <summary>Canary: errors of the disk are swallowed.</summary>
    public bool SwallowsErrors { get; init; }

    public IReadOnlyDictionary<string, byte[]> Files => _files.ToDictionary(file => file.Key, file => file.Value.Content);

    public EntryKind KindOf(string path) =>
        _files.ContainsKey(path) ? EntryKind.File : _folders.Contains(path) ? EntryKind.Folder : EntryKind.None;

    public IReadOnlyList<string> Entries(string folder) =>
        [.. _files.Keys.Concat(_folders).Where(path => Path.GetDirectoryName(path) == folder)
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public byte[] Read(string path) => _files[path].Content;

    public void CreateFolder(string folder) => Step(_ =>
    {
        for (var path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            _folders.Add(path);
        }
    });

    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Step(isCut => _files[path] = (isCut ? bytes[..(bytes.Length / 2)] : bytes, []));
    }

    public void Append(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Step(isCut =>
        {
            var (before, durable) = _files.TryGetValue(path, out var file) ? file : ([], []);
            _files[path] = ([.. before, .. isCut ? bytes[..(bytes.Length / 2)] : bytes], durable);
        });
    }

    public void Sync(string path) => Step(isCut =>
    {
        if (!isCut && !IgnoresSync)
        {
            _files[path] = (_files[path].Content, _files[path].Content);
        }
    });

    public void Move(string source, string target) => Step(isCut =>
    {
        if (isCut)
        {
            return;
        }

        foreach (var path in _files.Keys.Where(path => IsIn(path, source)).ToArray())
        {
            _files[target + path[source.Length..]] = _files[path];
            _files.Remove(path);
        }

        foreach (var path in _folders.Where(path => IsIn(path, source)).ToArray())
        {
            _folders.Remove(path);
            _folders.Add(target + path[source.Length..]);
        }
    });

    public void Delete(string path) => Step(isCut =>
    {
        if (!isCut)
        {
            _files.Remove(path);
        }
    });

    public IDisposable Lock(string path)
    {
        Step(_ => { });
        if (!_locks.Add(path))
        {
            throw new IOException("the file is locked");
        }

        _files[path] = ([], []);
        return new Held(this, path);
    }

    /// <summary>The file system that the next process finds: locks are gone, and after a power loss so is what was not synced.</summary>
    public MemoryStore Restart(bool afterPowerLoss)
    {
        var next = new MemoryStore();
        next._folders.UnionWith(_folders);
        foreach (var (path, (content, durable)) in _files)
        {
            var left = afterPowerLoss ? durable : content;
            next._files[path] = (left, left);
        }

        return next;
    }

    private static bool IsIn(string path, string folder) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void Step(Action<bool> step)
    {
        if (_isDead)
        {
            throw new KilledException();
        }

        if (Steps++ != MishapAt)
        {
            step(false);
        }
        else if (Mishap == Mishap.Killed)
        {
            _isDead = true;
            step(true);
            throw new KilledException();
        }
        else
        {
            step(true);
            if (!SwallowsErrors)
            {
                throw new IOException("No space left on device");
            }
        }
    }

    private sealed class Held(MemoryStore store, string path) : IDisposable
    {
        public void Dispose()
        {
            store._locks.Remove(path);
            if (!store._isDead)
            {
                store._files.Remove(path);
            }
        }
    }
}
