using System.Text.Json.Nodes;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>Writes what a verb found to standard output.</summary>
internal static class OutcomeWriter
{
    /// <summary>Findings and tables for people, everything as JSON, or the main table as CSV.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="format"><c>table</c>, <c>json</c> or <c>csv</c>.</param>
    public static void Print(ExperimentOutcome outcome, string format)
    {
        switch (format)
        {
            case "json":
                TableWriter.WriteJson(new JsonObject
                {
                    ["folder"] = outcome.Folder,
                    ["as_expected"] = outcome.IsAsExpected,
                    ["findings"] = new JsonArray([.. outcome.Findings.Select(finding => JsonValue.Create(finding))]),
                    ["tables"] = TableWriter.ToJson(outcome.Tables),
                });
                break;
            case "csv":
                TableWriter.WriteCsv(outcome.Tables[0]);
                break;
            default:
                foreach (var finding in outcome.Findings)
                {
                    TableWriter.WriteSentence(finding);
                }

                if (outcome.Findings.Length > 0)
                {
                    Console.Out.WriteLine();
                }

                TableWriter.WriteForPeople(outcome.Digest);
                break;
        }
    }
}
