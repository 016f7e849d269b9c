using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli;

/// <summary>The event engines that this build offers; all give the same results.</summary>
internal static class EngineChoice
{
    /// <summary>The words of the option.</summary>
    public static string[] Words { get; } = ["built-in", "simsharp"];

    /// <summary>Makes the calendar of each run.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <exception cref="InputException">This build does not have the engine.</exception>
    public static Func<IEventCalendar> Calendar(string word) => word switch
    {
        "built-in" => () => new LadderCalendar(),
#if USE_SIMSHARP
        "simsharp" => () => new Engine.SimSharp.SimSharpCalendar(),
#else
        "simsharp" => throw new InputException(
            "--engine simsharp: this build has no Sim#; build with -p:UseSimSharp=true where a package source offers SimSharp 3.4.2"),
#endif
        _ => throw new InvariantException($"unknown engine {word}"),
    };
}
