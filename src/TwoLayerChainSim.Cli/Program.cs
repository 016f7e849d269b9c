using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwoLayerChainSim.Cli;
using TwoLayerChainSim.Cli.Verbs;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Running;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

// Empty: no configuration files or environment variables of the working directory may change a run.
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Services.AddSingleton<Interruption>();
builder.Services.AddSingleton<IExperimentRunner>(new ExperimentRunner(TimeProvider.System));
builder.Services.AddSingleton<IVerb, CompareVerb>();
builder.Services.AddSingleton<IVerb, StressVerb>();
builder.Services.AddSingleton<IVerb, RunVerb>();
builder.Services.AddSingleton<IVerb, ValidateVerb>();
builder.Services.AddSingleton<IVerb, ShowConfigVerb>();
builder.Services.AddSingleton<IVerb, ListVerb>();
builder.Services.AddSingleton<IVerb, CampaignVerb>();
builder.Services.AddSingleton<IVerb, ReproduceVerb>();
builder.Services.AddSingleton<IVerb, GameVerb>();
builder.Services.AddSingleton<CommandLine>();

using var host = builder.Build();
return await host.Services.GetRequiredService<CommandLine>().RunAsync(args);
