using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>How a malicious device tampers with the labels of its training set (Feng et al. 2022, case study).</summary>
public enum LabelAttackKind
{
    /// <summary>y becomes 9 - y (in general: the last class minus y).</summary>
    Flip,

    /// <summary>Each label becomes a uniformly random other one.</summary>
    Random,

    /// <summary>One class is relabelled as another; the rest stays.</summary>
    Targeted,
}

/// <summary>Label tampering as a pure function of the labels.</summary>
public sealed record LabelAttack
{
    /// <summary>The kind of tampering.</summary>
    public LabelAttackKind Kind { get; init; } = LabelAttackKind.Flip;

    /// <summary>The class that a targeted attack relabels.</summary>
    public int TargetFrom { get; init; } = 1;

    /// <summary>What the targeted class becomes.</summary>
    public int TargetTo { get; init; } = 7;

    /// <summary>The tampered copy of <paramref name="labels"/>.</summary>
    /// <param name="labels">True labels in [0, <paramref name="classCount"/>).</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <param name="stream">The stream of the malicious device.</param>
    public byte[] Apply(ReadOnlySpan<byte> labels, int classCount, RandomStream stream)
    {
        var tampered = labels.ToArray();
        for (var i = 0; i < tampered.Length; i++)
        {
            tampered[i] = (byte)(Kind switch
            {
                LabelAttackKind.Flip => classCount - 1 - tampered[i],
                LabelAttackKind.Random => (tampered[i] + 1 + stream.NextInt(classCount - 1)) % classCount,
                LabelAttackKind.Targeted => tampered[i] == TargetFrom ? TargetTo : tampered[i],
                _ => throw new InvariantException($"unknown label attack {Kind}"),
            });
        }

        return tampered;
    }
}
