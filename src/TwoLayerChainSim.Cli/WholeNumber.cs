using System.CommandLine;
using System.Globalization;

namespace TwoLayerChainSim.Cli;

/// <summary>Options that are whole numbers in a range, whatever the user's culture is.</summary>
internal static class WholeNumber
{
    /// <summary>An option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="low">Least value.</param>
    /// <param name="high">Largest value.</param>
    public static Option<long?> Option(string name, string description, long low, long high) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result =>
        {
            if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= low && number <= high)
            {
                return number;
            }

            result.AddError($"{name}: found '{result.Tokens[0].Value}'; allowed: a whole number from {low} to {high}");
            return null;
        },
    };
}
