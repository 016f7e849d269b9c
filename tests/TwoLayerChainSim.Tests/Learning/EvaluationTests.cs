using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Tests.Learning;

public class EvaluationTests
{
    private static readonly LabelledImages Data = GeneratedDigits.Create(150, 1, seed: 1).Train;
    private static readonly DenseNetwork Model = DenseNetwork.SoftmaxRegression(784, 10);

    [Fact]
    public void All_indices_give_the_result_of_the_whole_set()
    {
        var (evaluation, parameters) = (new Evaluation(Model), Parameters());

        var whole = evaluation.Evaluate(parameters, Data);

        Assert.Equal(whole, evaluation.Evaluate(parameters, Data, [.. Enumerable.Range(0, Data.Count)]));
    }

    [Fact]
    public void Zero_parameters_have_the_loss_of_guessing_and_choose_the_first_class()
    {
        var result = new Evaluation(Model).Evaluate(new float[Model.ParameterCount], Data);

        Assert.Equal(Math.Log(10), result.MeanLoss, 1e-6);
        Assert.Equal(Data.Labels.Count((byte)0) / 150.0, result.Accuracy);
    }

    [Fact]
    public void A_perfect_model_has_accuracy_1_and_its_tampered_twin_0()
    {
        // One image; the bias alone decides.
        var parameters = new float[Model.ParameterCount];
        parameters.AsSpan()[Model.Layers[0].Biases][Data.Labels[3]] = 9f;
        var wrong = parameters.Select(value => -value).ToArray();

        Assert.Equal(1.0, new Evaluation(Model).Evaluate(parameters, Data, [3]).Accuracy);
        Assert.Equal(0.0, new Evaluation(Model).Evaluate(wrong, Data, [3]).Accuracy);
    }

    [Fact] // L2
    public void Parameters_that_are_not_finite_have_no_finite_loss()
    {
        var parameters = Parameters();
        parameters[^1] = float.NaN;

        Assert.False(double.IsFinite(new Evaluation(Model).Evaluate(parameters, Data).MeanLoss));
    }

    [Fact]
    public void An_evaluation_without_images_is_a_bug() =>
        Assert.Throws<InvariantException>(() => new Evaluation(Model).Evaluate(Parameters(), Data, []));

    private static float[] Parameters()
    {
        var parameters = new float[Model.ParameterCount];
        Model.Initialise(parameters, new RandomStream(4));
        return parameters;
    }
}
