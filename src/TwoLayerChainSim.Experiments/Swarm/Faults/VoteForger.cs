using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Swarm.Faults;

/// <summary>Signs changed messages in the own name.</summary>
internal static class VoteForger
{
    private static readonly VotePhase[] Phases = Enum.GetValues<VotePhase>();

    /// <summary>A changed message with the signature that its sender would give it; unchanged bodies stay as they are.</summary>
    /// <param name="signer">Signs as the sender.</param>
    /// <param name="original">What a correct replica sends.</param>
    /// <param name="changed">What is sent instead.</param>
    public static ConsensusMessage Signed(VoteSigner signer, in ConsensusMessage original, in ConsensusMessage changed)
    {
        foreach (var phase in Phases)
        {
            if (signer.Sign(VoteSigner.Statement(phase, original.Height, original.View, original.Value)) == original.Signature)
            {
                var statement = VoteSigner.Statement(phase, changed.Height, changed.View, changed.Value);
                return changed with { Signature = signer.Sign(statement) };
            }
        }

        return changed;
    }

    /// <summary>The message with another proposal in it.</summary>
    /// <param name="signer">Signs as the sender.</param>
    /// <param name="message">A message with a proposal.</param>
    /// <param name="body">Its body.</param>
    /// <param name="proposal">The other proposal.</param>
    public static ConsensusMessage With(
        VoteSigner signer, in ConsensusMessage message, IProposalBody body, Proposal proposal)
    {
        var replaced = body.Replace(proposal);
        return Signed(signer, message, message with { Value = replaced.Vote, Body = replaced });
    }
}
