using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Pipelines.Conditions;

/// <summary>Reads words into a tree, by recursive descent.</summary>
/// <remarks>
/// <code>
/// expression = term { ("and" | "or") term }             both of one strength, from left to right
/// term       = "(" expression ")" | keyword operator text | text [ operator ( keyword | text ) ]
///            | flag | number | list | function [ operator term ]
/// function   = name "(" [ value { "," value } ] ")"
/// value      = text | flag | number | list | "{" name ":" value { "," name ":" value } "}"
/// list       = "[" [ value { "," value } ] "]"
/// </code>
/// </remarks>
/// <seealso href="https://docs.semaphoreci.com/reference/conditions-dsl"/>
/// <param name="tokens">The words; the last one is the end.</param>
internal sealed class ConditionParser(IReadOnlyList<ConditionToken> tokens)
{
    private const int MaxDepth = 100;

    private int _next;
    private int _depth;

    private ConditionToken Next => tokens[_next];

    /// <summary>Reads all of them.</summary>
    /// <returns>The tree.</returns>
    /// <exception cref="ConditionException">They are no condition.</exception>
    public Condition Parse()
    {
        var condition = Expression();
        return Next.Kind is ConditionTokenKind.End ? condition : throw Unexpected("'and', 'or' or the end");
    }

    private Condition Expression()
    {
        if (++_depth > MaxDepth)
        {
            throw new ConditionException(
                ConditionFault.Syntax, Next.Position, $"brackets are nested deeper than {MaxDepth}");
        }

        var left = Term();
        while (Next.Kind is ConditionTokenKind.Connective)
        {
            var needsBoth = Take().Text is "and";
            left = new Combination(left, needsBoth, Term());
        }

        _depth--;
        return left;
    }

    private Condition Term() => Next.Kind switch
    {
        ConditionTokenKind.Mark when Next.Text is "(" => InBrackets(),
        ConditionTokenKind.Keyword => AboutKeyword(),
        ConditionTokenKind.Text => AboutText(),
        ConditionTokenKind.Identifier => AboutFunction(),
        _ => Value("a comparison such as tag =~ '^v'"),
    };

    private Bracketed InBrackets()
    {
        _next++;
        var inner = Expression();
        TakeMark(")");
        return new Bracketed(inner);
    }

    private Comparison AboutKeyword()
    {
        var keyword = new KnownValue(Take().Text);
        if (Next.Kind is not ConditionTokenKind.Operator)
        {
            throw Unexpected($"an operator (=, !=, =~, !~) after '{keyword.Keyword}'");
        }

        var comparison = Operator();
        return Next.Kind is ConditionTokenKind.Text
            ? new Comparison(keyword, comparison, new TextValue(Take().Text))
            : throw Unexpected("a text in single quotes");
    }

    private Condition AboutText()
    {
        var text = new TextValue(Take().Text);
        if (Next.Kind is not ConditionTokenKind.Operator)
        {
            return text;
        }

        var comparison = Operator();
        return Next.Kind switch
        {
            ConditionTokenKind.Keyword => new Comparison(text, comparison, new KnownValue(Take().Text)),
            ConditionTokenKind.Text => new Comparison(text, comparison, new TextValue(Take().Text)),
            _ => throw Unexpected("a keyword or a text in single quotes"),
        };
    }

    private Condition AboutFunction()
    {
        var name = Take();
        if (Next is not { Kind: ConditionTokenKind.Mark, Text: "(" })
        {
            throw new ConditionException(
                ConditionFault.Syntax,
                name.Position,
                $"{name} is no keyword; there are branch, tag, pull_request, result and result_reason, in lower or in "
                + "upper case, joined by 'and' and 'or'");
        }

        _next++;
        var function = new FunctionCall(name.Text, Values(")"));
        if (Next.Kind is not ConditionTokenKind.Operator)
        {
            return function;
        }

        var comparison = Operator();
        return new Comparison(function, comparison, Term());
    }

    private ComparisonOperator Operator() => Take().Text switch
    {
        "=" => ComparisonOperator.Equals,
        "!=" => ComparisonOperator.Differs,
        "=~" => ComparisonOperator.Matches,
        _ => ComparisonOperator.MatchesNot,
    };

    private Condition Value(string expected)
    {
        switch (Next.Kind)
        {
            case ConditionTokenKind.Text:
                return new TextValue(Take().Text);
            case ConditionTokenKind.Flag:
                return new FlagValue(Take().Text is "true");
            case ConditionTokenKind.Number:
                return new NumberValue(Number());
            case ConditionTokenKind.Mark when Next.Text is "[":
                _next++;
                return new CollectionValue(Values("]"));
            default:
                throw Unexpected(expected);
        }
    }

    private decimal Number() =>
        decimal.TryParse(Next.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? Take().Kind is ConditionTokenKind.Number ? number : 0
            : throw new ConditionException(ConditionFault.Syntax, Next.Position, $"{Next} is too large");

    private ImmutableArray<Condition> Values(string end)
    {
        var values = ImmutableArray.CreateBuilder<Condition>();
        while (!IsMark(end))
        {
            if (values.Count > 0)
            {
                TakeMark(",");
            }

            values.Add(Next is { Kind: ConditionTokenKind.Mark, Text: "{" } ? Map() : Value("a value"));
        }

        _next++;
        return values.ToImmutable();
    }

    private CollectionValue Map()
    {
        _next++;
        var values = ImmutableArray.CreateBuilder<Condition>();
        do
        {
            if (Next.Kind is not (ConditionTokenKind.Identifier or ConditionTokenKind.Keyword))
            {
                throw Unexpected("the name of an entry");
            }

            _next++;
            TakeMark(":");
            values.Add(Value("a value"));
        }
        while (Next is { Kind: ConditionTokenKind.Mark, Text: "," } && Take().Text is ",");
        TakeMark("}");
        return new CollectionValue(values.ToImmutable());
    }

    private bool IsMark(string mark) =>
        Next.Kind is ConditionTokenKind.Mark && string.Equals(Next.Text, mark, StringComparison.Ordinal);

    private ConditionToken Take() => tokens[_next++];

    private void TakeMark(string mark)
    {
        if (!IsMark(mark))
        {
            throw Unexpected($"'{mark}'");
        }

        _next++;
    }

    private ConditionException Unexpected(string expected) =>
        new(ConditionFault.Syntax, Next.Position, $"expected {expected}, found {Next}");
}
