namespace TwoLayerChainSim.Cli;

/// <summary>The small scenario that <c>run</c> uses when no file is given; it takes a few seconds.</summary>
internal static class BuiltInScenario
{
    /// <summary>Name in messages.</summary>
    public const string Name = "built-in";

    /// <summary>Scenario text.</summary>
    public const string Text = """
        name: built-in
        description: A small run of the two-layer scheme
        episodes: 8
        network:
          mec-nodes: 4
          devices-per-mec: 5
        learning:
          samples-per-device: 200
          validation-samples: 200
          train-samples: 4800
          test-samples: 1000
        """;
}
