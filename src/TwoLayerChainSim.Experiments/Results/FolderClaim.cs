using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>How a run gets a folder of its own without harming what is there.</summary>
internal static class FolderClaim
{
    private const int MostAttempts = 10_000;

    /// <summary>All that a run killed at its start leaves besides the lock file; later it has config.yaml as well.</summary>
    private const string FirstTemporary = ResultFolder.ConfigName + ResultFolder.TemporaryEnding;

    /// <summary>The absolute path of the folder: as the user named it, or the first free one of the default layout.</summary>
    public static string Choose(ResultLocation location, ResultPlan plan, DateTimeOffset started, IResultStore store)
    {
        for (var attempt = 1; attempt < MostAttempts; attempt++)
        {
            var named = location.Output ?? location.DefaultFolder(plan.Scenario, plan.ConfigSha256, started, attempt);
            var path = Attempt(named, () => Path.TrimEndingDirectorySeparator(Path.GetFullPath(named)));
            if (location.Output is not null || store.KindOf(path) == EntryKind.None)
            {
                return path;
            }
        }

        throw new ResultFolderException($"no free folder name was found under {location.Root}", isBadInput: true);
    }

    /// <summary>Makes the folder exist, empty and locked.</summary>
    public static IDisposable Claim(string path, bool force, IResultStore store) => Attempt(path, () =>
    {
        var kind = store.KindOf(path);
        if (kind == EntryKind.File)
        {
            throw new ResultFolderException($"the output folder {path} is a file", isBadInput: true);
        }

        if (kind == EntryKind.Folder && force && !IsFree(path, store))
        {
            TakeLock(path, store).Dispose();
            store.Move(path, FreeBackup(path, store));
        }
        else if (kind == EntryKind.Folder)
        {
            RequireFree(path, store);
        }

        store.CreateFolder(path);
        var held = TakeLock(path, store);
        try
        {
            // Again, under the lock: another run may have come and gone since the first look.
            RequireFree(path, store);
            store.Delete(Path.Combine(path, FirstTemporary));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    /// <summary>True for the failures that a disk, its permissions or a path can cause.</summary>
    public static bool IsOfTheDisk(Exception e) =>
        e is IOException or UnauthorizedAccessException or System.Security.SecurityException
            or ArgumentException or NotSupportedException;

    private static void RequireFree(string path, IResultStore store)
    {
        if (!IsFree(path, store))
        {
            throw new ResultFolderException(
                $"the output folder {path} is not empty; choose another, or use --force to move it aside", isBadInput: true);
        }
    }

    private static bool IsFree(string path, IResultStore store) =>
        store.Entries(path).All(name => name is ResultFolder.LockName or FirstTemporary);

    private static IDisposable TakeLock(string path, IResultStore store)
    {
        try
        {
            return store.Lock(Path.Combine(path, ResultFolder.LockName));
        }
        catch (IOException e) when (store.KindOf(Path.Combine(path, ResultFolder.LockName)) == EntryKind.File)
        {
            throw new ResultFolderException($"another run is writing to {path}", isBadInput: true, e);
        }
    }

    private static string FreeBackup(string path, IResultStore store)
    {
        var number = 1;
        while (store.KindOf($"{path}.bak-{number}") != EntryKind.None)
        {
            number++;
            Require.That(number < MostAttempts, $"{path} was moved aside {number} times");
        }

        return $"{path}.bak-{number}";
    }

    private static T Attempt<T>(string path, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw new ResultFolderException($"cannot use the output folder {path}: {e.Message.TrimEnd('.')}", isBadInput: false, e);
        }
    }
}
