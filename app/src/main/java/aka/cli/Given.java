package aka.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What was typed for a command, after parsing. */
final class Given {

    private final ParseResult parsed;

    /** @throws WrongUsage if an option that takes one value was given twice */
    Given(ParseResult parsed) {
        this.parsed = parsed;
        for (OptionSpec option : parsed.matchedOptions()) {
            if (option.arity().max() > 0
                    && !option.isMultiValue()
                    && option.stringValues().size() > 1) {
                throw new WrongUsage(option.longestName() + " is given more than once", "It takes one value.");
            }
        }
    }

    boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
    }

    List<String> texts(String option) {
        return parsed.matchedOptionValue(option, List.of());
    }

    /** Returns what stands there beside options. */
    List<String> operands() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    /**
     * Returns the value of an option that takes one of {@code words}.
     *
     * @throws WrongUsage if it is none of them
     */
    String choice(String option, String otherwise, List<String> words) {
        String word = text(option).orElse(otherwise);
        if (!words.contains(word)) {
            throw new WrongUsage(
                    "'" + word + "' is no value for " + option, "It is one of " + String.join(", ", words) + ".");
        }
        return word;
    }
}
