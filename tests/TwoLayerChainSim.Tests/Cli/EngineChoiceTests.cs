using TwoLayerChainSim.Cli;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Cli;

public class EngineChoiceTests
{
    [Fact]
    public void The_built_in_engine_is_always_there() => Assert.IsType<LadderCalendar>(EngineChoice.Calendar("built-in")());

#if USE_SIMSHARP
    [Fact]
    public void A_build_with_SimSharp_offers_it() =>
        Assert.IsType<TwoLayerChainSim.Engine.SimSharp.SimSharpCalendar>(EngineChoice.Calendar("simsharp")());
#else
    [Fact]
    public void A_build_without_SimSharp_says_how_to_get_it()
    {
        var error = Assert.Throws<Experiments.InputException>(() => EngineChoice.Calendar("simsharp"));
        Assert.Contains("-p:UseSimSharp=true", error.Message, StringComparison.Ordinal);
    }
#endif
}
