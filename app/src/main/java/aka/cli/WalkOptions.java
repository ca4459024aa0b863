package aka.cli;

import aka.walk.WalkFilters;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The options of the commands that walk trees. */
final class WalkOptions {

    private WalkOptions() {}

    static void describe(CommandSpec spec) {
        Options.value(spec, "SIZE", "Files of this size or more: 4096, 10K, 2MB.", "--min");
        Options.value(spec, "SIZE", "Files of this size or less.", "--max");
        Options.values(spec, "GLOB", "Files whose name fits one of these.", "--name");
        Options.values(
                spec, "GLOB", "Files whose path below the root fits one of these; ** crosses folders.", "--path");
        Options.values(
                spec, "GLOB", "Leave out what fits: a name, or with a / in it a path below the root.", "--exclude");
        Options.flag(spec, "Globs take upper and lower case for one.", "-i", "--ignore-case");
        Options.value(spec, "TIME", "Files changed after this: 30d, 12h, 2026-11-22.", "--newer");
        Options.value(spec, "TIME", "Files changed before this.", "--older");
        Options.flag(spec, "Go into what begins with a dot (this is so unless --no-hidden is given).", "--hidden");
        Options.flag(spec, "Leave out what begins with a dot.", "--no-hidden");
        Options.value(spec, "N", "Go no deeper than N levels below the root.", "--depth");
        Options.flag(spec, "Go into other file systems that are mounted below the root.", "--cross-mounts");
        Options.flag(spec, "Follow symbolic links to folders.", "--follow");
        describeTolerate(spec);
    }

    /** Adds what is no failure. */
    static void describeTolerate(CommandSpec spec) {
        Options.value(
                spec,
                "KINDS",
                "Count these as left out, not as failures: changed, busy, unreadable, vanished (with commas).",
                "--tolerate");
    }

    /**
     * Returns what was typed.
     *
     * @param minBytes the least size if none was given
     * @throws WrongUsage if it does not fit together
     */
    static WalkFilters filters(Given given, long minBytes) {
        if (given.has("--hidden") && given.has("--no-hidden")) {
            throw new WrongUsage("--hidden and --no-hidden exclude each other", "Give one of them.");
        }
        Optional<String> min = given.text("--min");
        Optional<String> max = given.text("--max");
        try {
            return new WalkFilters(
                    min.isPresent() ? SizeText.parse("--min", min.get()) : minBytes,
                    max.isPresent() ? SizeText.parse("--max", max.get()) : Long.MAX_VALUE,
                    given.texts("--name"),
                    given.texts("--path"),
                    given.texts("--exclude"),
                    given.has("--ignore-case"),
                    time(given, "--newer"),
                    time(given, "--older"),
                    !given.has("--no-hidden"),
                    depth(given),
                    given.has("--cross-mounts"),
                    given.has("--follow"));
        } catch (IllegalArgumentException badGlob) {
            throw new WrongUsage(
                    String.valueOf(badGlob.getMessage()), "A \\ before a character takes it as it is in a glob.");
        }
    }

    /** Returns the kinds of trouble that are no failures. */
    static Set<Tolerated> tolerated(Given given) {
        return Tolerated.parse(given.text("--tolerate"));
    }

    private static Optional<Instant> time(Given given, String option) {
        Optional<String> text = given.text(option);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(TimeText.parse(option, text.get(), Instant.now(), ZoneId.systemDefault()));
    }

    private static OptionalInt depth(Given given) {
        Optional<String> text = given.text("--depth");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int depth = Integer.parseInt(text.get());
            if (depth >= 0) {
                return OptionalInt.of(depth);
            }
        } catch (NumberFormatException e) {
            // Told below, as a negative number is.
        }
        throw new WrongUsage("'" + text.get() + "' is no number of levels for --depth", "It is 0 or more.");
    }
}
