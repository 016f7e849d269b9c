using System.Text;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>
/// The console's two writers, each of which writes to what the calling flow of control has asked for and else to the console.
/// What other tests print at the same time, FsCheck's "Ok, passed 100 tests." for one, does not come into a caught output.
/// </summary>
internal sealed class CaughtConsole : TextWriter
{
    private static readonly CaughtConsole Output = new(Console.Out);
    private static readonly CaughtConsole Error = new(Console.Error);

    private readonly TextWriter console;
    private readonly AsyncLocal<TextWriter?> caught = new();

    static CaughtConsole()
    {
        Console.SetOut(Output);
        Console.SetError(Error);
    }

    private CaughtConsole(TextWriter console) => this.console = console;

    public override Encoding Encoding => console.Encoding;

    private TextWriter Target => caught.Value ?? console;

    /// <summary>Catches what this flow of control, and what it starts, writes from here on; null lets it go to the console again.</summary>
    public static void Catch(TextWriter? output, TextWriter? error)
    {
        Output.caught.Value = output;
        Error.caught.Value = error;
    }

    public override void Write(char value) => Target.Write(value);

    public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

    public override void Write(string? value) => Target.Write(value);
}
