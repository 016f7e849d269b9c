using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

public class UpdateQualityTests
{
    private static readonly GlobalModel Model = GlobalModel.Of(0, [1, 0]);

    [Fact]
    public void RONI_refuses_what_raises_the_validation_loss_beyond_the_tolerance()
    {
        // The loss is the first parameter, 1 before the update (Kang et al. 2019, Sec. III).
        var verdicts = Judge(new() { RoniTolerance = 0.25 }, [0.5f, 0], [-3, 0], [0.25f, 7]);
        Assert.Equal([false, true, true], verdicts);
    }

    [Fact]
    public void RONI_refuses_an_update_whose_loss_is_not_a_number() =>
        Assert.Equal([false], Judge(new(), [float.NaN, 0]));

    [Fact]
    public void Judging_leaves_the_model_as_it_is()
    {
        Judge(new(), [5, 5]);
        Assert.Equal([1, 0], Model.Parameters!);
    }

    [Fact]
    public void The_cosine_check_refuses_what_points_away_from_the_median()
    {
        // Coordinate-wise median (1, 1): cosines 1, 1/sqrt(2) and -1.
        var verdicts = Judge(new() { Check = QualityCheck.Cosine, CosineThreshold = 0.5 }, [2, 2], [1, 0], [-1, -1], [1, 1], [3, 3]);
        Assert.Equal([true, true, false, true, true], verdicts);
    }

    [Fact]
    public void The_median_of_an_even_number_of_updates_is_the_middle_of_the_two()
    {
        // Median (0.5, 1): the cosine of (0, 1) to it is 2/sqrt(5) = 0.894.
        float[][] updates = [[0, 1], [1, 1]];
        Assert.Equal([true, true], Judge(new() { Check = QualityCheck.Cosine, CosineThreshold = 0.89 }, updates));
        Assert.Equal([false, true], Judge(new() { Check = QualityCheck.Cosine, CosineThreshold = 0.90 }, updates));
    }

    [Fact]
    public void Without_a_check_everything_is_accepted() =>
        Assert.Equal([true, true], Judge(new() { Check = QualityCheck.None }, [float.NaN, 0], [1e9f, 0]));

    private static bool[] Judge(QualityOptions options, params float[][] deltas) => UpdateQuality.Judge(
        options, Model, [.. deltas.Select((delta, device) => LocalUpdate.Of(device, 1, delta))], parameters => parameters[0]);
}
