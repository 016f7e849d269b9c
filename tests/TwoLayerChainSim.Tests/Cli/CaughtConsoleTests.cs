namespace TwoLayerChainSim.Tests.Cli;

[Collection(InProcessCli.Collection)]
public sealed class CaughtConsoleTests
{
    [Fact]
    public async Task Only_what_the_caller_and_its_tasks_write_is_caught()
    {
        var caught = new StringWriter();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = OtherTest();

        CaughtConsole.Catch(caught, null);
        Console.Write("mine ");
        start.SetResult();
        await other;
        await Task.Run(() => Console.Write("and my task's"));
        CaughtConsole.Catch(null, null);

        Assert.Equal("mine and my task's", caught.ToString());

        async Task OtherTest()
        {
            await start.Task;
            Console.Write("not mine");
        }
    }
}
