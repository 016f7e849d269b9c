using System.Text;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Turns the bytes of a scenario file into text, or says why they are none.</summary>
internal static class ScenarioText
{
    /// <summary>Largest scenario file in bytes.</summary>
    public const int SizeLimit = 16 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Text of the file; null after an error was reported.</summary>
    public static string? Load(string file, DiagnosticList diagnostics)
    {
        var origin = new ValueOrigin(file);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var buffer = new byte[SizeLimit + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Decode(buffer.AsSpan(0, length), origin, diagnostics);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.Error(origin, "", "no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error(origin, "", Directory.Exists(file) ? "is a folder, not a file" : $"cannot be read: {e.Message}");
        }

        return null;
    }

    /// <summary>Text of the bytes without byte order mark; null after an error was reported.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, ValueOrigin origin, DiagnosticList diagnostics)
    {
        var problem = bytes.Length > SizeLimit ? "larger than 16 MB; a scenario has a few hundred lines"
            : IsUtf16(bytes) ? "is UTF-16; save it as UTF-8"
            : bytes.Contains((byte)0) ? "contains NUL bytes; a scenario is a text file"
            : null;
        if (problem is null)
        {
            try
            {
                var start = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
                return StrictUtf8.GetString(bytes[start..]);
            }
            catch (DecoderFallbackException)
            {
                problem = "is not UTF-8; save it as UTF-8";
            }
        }

        diagnostics.Error(origin, "", problem);
        return null;
    }

    private static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, ..] or [not 0, 0, ..];
}
