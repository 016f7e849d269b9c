using System.Text;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>The description of all keys, <c>topologies/README.md</c>.</summary>
public static class KeyDocument
{
    private const string Introduction = """
        # Scenarios

        A scenario is a YAML file (UTF-8) with the keys below; every key that is not written has its default. A value with a
        dimension needs a unit (`0.1 s` and `100 ms` are the same value); delays may also be written in `t`, whose length is the
        key `time-unit`. Numbers are decimal (`010`, `1_000` and `.nan` are refused), booleans are `true` and `false`, lists are
        `[a, b]`. Paths are relative to the file. Aliases, tags and several documents in a file are refused.
        All errors of a file are reported at once by

            twolayerchain validate my.yaml

        On the command line `--set key=value` sets any key, for instance `--set network.devices-per-mec=20`. `twolayerchain
        show-config FILE` shows every value and where it came from, `twolayerchain list` the words to choose from.

        Files here: [feng2022.yaml](feng2022.yaml), the main job; [faults-example.yaml](faults-example.yaml), faults in phases;
        [stress-gmuc.yaml](stress-gmuc.yaml), for the verb stress; games/, for the verb game: [docs/games.md](../docs/games.md).

        An item of the list `faults` is written `- {kind: crash, on: mec-nodes, count: 1, from-episode: 2, to-episode: 3}`; its
        fields are those of the section faults below. The list cannot be changed item by item on the command line, but `--set
        faults=[]` switches all of it off. Where several faults hit one message, the first of the list that does something counts.

        Sources marked [P] are decisions of this project where no paper gives the value, with the reason. References: Castro &
        Liskov 1999 (PBFT, OSDI); Feng 2022 (Two-Layered Blockchain Architecture for Federated Learning over the Mobile Edge
        Network, IEEE Network); Hieu 2020 (Resource Management for Blockchain-enabled Federated Learning); Hsu 2019
        (arXiv 1909.06335); Kang 2019 (Incentive Mechanism for Reliable Federated Learning, IEEE IoT J.); Kim 2020 (Blockchained
        On-Device Federated Learning, IEEE Commun. Lett.); LeCun 1998 (MNIST); Majeed & Hong 2019 (FLchain, APNOMS);
        McMahan 2017 (FedAvg, AISTATS).

        This file is written by `twolayerchain list --markdown`; a test compares it with the program.

        """;

    /// <summary>The document; generated, so that it cannot differ from the table.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder(Introduction);
        string? section = null;
        foreach (var key in ScenarioKeys.WithFaultFields)
        {
            if (key.Section != section)
            {
                section = key.Section;
                text.Append(section.Length == 0 ? "\n## Top level\n\n" : $"\n## {section}\n\n");
                text.Append("| key | default | allowed | meaning | source |\n|---|---|---|---|---|\n");
            }

            var initial = key.Default.Length == 0 ? "" : $"`{key.Default}`";
            text.Append(Row($"`{key.Path}`", initial, key.Allowed, key.Description, key.Source));
        }

        text.Append("\n## Words to choose from\n\n| key | word | meaning | source |\n|---|---|---|---|\n");
        foreach (var key in ScenarioKeys.WithFaultFields.Where(key => key.Kind == KeyKind.Choice))
        {
            foreach (var choice in key.Choices)
            {
                text.Append(Row($"`{key.Path}`", $"`{choice.Name}`", choice.Description, choice.Source));
            }
        }

        return text.ToString();
    }

    private static string Row(params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder("|");
        foreach (var cell in cells)
        {
            row.Append(' ').Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |");
        }

        return row.Append('\n').ToString();
    }
}
