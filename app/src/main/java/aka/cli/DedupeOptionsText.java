package aka.cli;

import aka.dedupe.DedupeOptions;
import aka.dedupe.Keep;
import aka.os.MetadataPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The options of {@code dedupe} that say what is to become one. */
final class DedupeOptionsText {

    private static final String UNDER = "under:";

    private DedupeOptionsText() {}

    static void describe(CommandSpec spec) {
        Options.value(
                spec,
                "WHICH",
                "Keep the newest, oldest or first of equal files, or one under:DIR; else the one that frees most, then"
                        + " has most names, then is the oldest.",
                "--keep");
        Options.values(spec, "DIR", "Look below DIR too, keep what is there and never change it.", "--reference");
        describeIgnore(spec);
        Options.value(spec, "times", "Join only files of the same modification time.", "--match");
        Options.flag(spec, "Join files also where that frees nothing.", "--anyway");
        Options.flag(
                spec,
                "Go also where files are left alone: version control, databases, system folders, trash.",
                "--everywhere");
        Options.flag(spec, "Share blocks instead: the files stay separate (btrfs, xfs).", "--clone");
    }

    /** Adds what may differ. */
    static void describeIgnore(CommandSpec spec) {
        Options.value(
                spec,
                "WHAT",
                "Join files that differ in this: " + words() + " (with commas). The kept file's stays.",
                "--ignore");
    }

    /** @throws WrongUsage if a value is none */
    static DedupeOptions parse(Given given) {
        List<Path> references = new ArrayList<>();
        for (String reference : given.texts("--reference")) {
            references.add(Invocation.path(reference));
        }
        return DedupeOptions.standard()
                .withKeep(keep(given.text("--keep")))
                .withReferences(references)
                .withWaived(waived(given.text("--ignore")))
                .withMatchTimes(matchTimes(given.text("--match")))
                .withAnyway(given.has("--anyway"))
                .withEverywhere(given.has("--everywhere"))
                .withCloning(given.has("--clone"));
    }

    private static Keep keep(Optional<String> text) {
        if (text.isEmpty()) {
            return new Keep.MostFreed();
        }
        return switch (text.get()) {
            case "newest" -> new Keep.Newest();
            case "oldest" -> new Keep.Oldest();
            case "first" -> new Keep.First();
            default -> {
                if (text.get().startsWith(UNDER) && text.get().length() > UNDER.length()) {
                    yield new Keep.Under(Invocation.path(text.get().substring(UNDER.length())));
                }
                throw new WrongUsage(
                        "'" + text.get() + "' is no value for --keep",
                        "It is one of newest, oldest, first, under:DIR.");
            }
        };
    }

    /**
     * Returns what is waived.
     *
     * @throws WrongUsage for a word that is none
     */
    static Set<MetadataPart> waived(Optional<String> text) {
        Set<MetadataPart> parts = EnumSet.noneOf(MetadataPart.class);
        if (text.isPresent()) {
            for (String word : text.get().split(",", -1)) {
                parts.add(part(word));
            }
        }
        return parts;
    }

    private static MetadataPart part(String word) {
        for (MetadataPart part : MetadataPart.values()) {
            if (part.word().equals(word)) {
                return part;
            }
        }
        throw new WrongUsage("'" + word + "' is no value for --ignore", "It is one or more of " + words() + ".");
    }

    private static boolean matchTimes(Optional<String> text) {
        if (text.isPresent() && !text.get().equals("times")) {
            throw new WrongUsage("'" + text.get() + "' is no value for --match", "It is times.");
        }
        return text.isPresent();
    }

    private static String words() {
        return Arrays.stream(MetadataPart.values()).map(MetadataPart::word).collect(Collectors.joining(", "));
    }
}
