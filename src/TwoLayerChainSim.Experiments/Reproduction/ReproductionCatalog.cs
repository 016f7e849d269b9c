namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>Every figure that can be run again, in the order of <c>docs/reproduce.md</c>.</summary>
public static class ReproductionCatalog
{
    /// <summary>The reproductions.</summary>
    public static IReadOnlyList<IReproduction> All { get; } =
    [
        new Wang2022.Fig2(),
        new Wang2022.Fig3(),
        new Wang2022.Fig4(),
        new Wang2022.Fig5(),
        new Wang2022.Fig6(),
        new Hu2021.Fig3(),
        new Hu2021.Fig4(),
        new Hu2021.Fig6(),
        new Hu2021.Fig7(),
        new Hu2021.Fig8(),
        new Kang2019.ContractFigure(),
        new Kang2019.ReputationFigure(),
    ];
}
