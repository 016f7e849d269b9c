namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>How much there is to compute, by the keys alone.</summary>
internal static class ScenarioWork
{
    private const int Pixels = 784;
    private const int Classes = 10;

    /// <summary>Processor cycles in which a mean device trains in an episode: 6 × parameters × samples × local epochs operations.</summary>
    /// <param name="scenario">Values.</param>
    public static double TrainingCycles(ResolvedScenario scenario) => 6 * Parameters(scenario)
        * scenario.Number("learning.samples-per-device") * scenario.Number("learning.local-epochs")
        * scenario.Number("devices.cycles-per-operation");

    private static double Parameters(ResolvedScenario scenario) => scenario.Text("learning.model") == "mlp"
        ? (scenario.Number("learning.hidden-units") * (Pixels + 1 + Classes)) + Classes
        : (Pixels + 1) * Classes;
}
