package aka.cli;

import aka.file.FileFacts;
import aka.group.DeclaredBody;
import aka.group.Health;
import aka.os.FileCallException;
import aka.report.Figures;
import aka.report.Problem;
import aka.report.Problem.Code;
import aka.report.Problem.Severity;
import aka.report.TextDifference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which of several files of a group is kept, where their bytes differ: what {@code --keep} says. */
final class KeptChoice {

    private static final String NEWEST = "newest";
    private static final String ASK = "ask";

    private final Invocation invocation;
    private final Optional<String> word;
    private final Optional<FileFacts> named;
    private boolean used;

    /**
     * @param word the value of {@code --keep}
     * @throws FileCallException if it is a path that leads to nothing
     */
    KeptChoice(Invocation invocation, Optional<String> word) throws FileCallException {
        this.invocation = invocation;
        this.word = word;
        boolean path =
                word.isPresent() && !word.get().equals(NEWEST) && !word.get().equals(ASK);
        this.named =
                path ? Optional.of(invocation.volumes().calls().facts(Invocation.path(word.get()))) : Optional.empty();
    }

    /** Tells that it cannot be asked, where it is to be. */
    boolean isUnanswerable() {
        if (!word.equals(Optional.of(ASK)) || invocation.canAsk()) {
            return false;
        }
        invocation.problem(Problem.of(
                Code.NEEDS_ANSWER,
                Severity.ERROR,
                null,
                "--keep ask asks which file is kept, and there is no terminal to ask on",
                "Nothing was changed; name the file that is kept: --keep PATH."));
        return true;
    }

    /** Returns the body that is kept of those of {@code health}; empty if none is chosen. */
    Optional<DeclaredBody> of(Health health) throws IOException {
        if (named.isPresent()) {
            return led(health, named.get());
        }
        if (health.hasOneContent()) {
            return Optional.empty();
        }
        tellDifferences(health);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return word.get().equals(ASK) ? ask(health) : newest(health);
    }

    /** Tells if a path was named that none of the groups has to do with. */
    boolean isLeftOver() {
        if (named.isEmpty() || used) {
            return false;
        }
        invocation.problem(Problem.of(
                Code.NO_FILE,
                Severity.ERROR,
                Invocation.path(word.orElseThrow()),
                word.get() + " leads to none of the files that are declared",
                "See what is declared: aka group list."));
        return true;
    }

    private Optional<DeclaredBody> led(Health health, FileFacts facts) {
        Optional<DeclaredBody> led = health.bodies().stream()
                .filter(body -> body.facts().sameFile(facts))
                .findFirst();
        used |= led.isPresent();
        if (!health.hasOneContent()) {
            tellDifferences(health);
        }
        return led;
    }

    private Optional<DeclaredBody> newest(Health health) {
        Optional<DeclaredBody> newest = health.newest();
        if (newest.isEmpty()) {
            invocation.problem(Problem.of(
                    Code.NOT_CHOSEN,
                    Severity.ERROR,
                    null,
                    "which file of " + health.declared().group().name()
                            + " is the newest is not known: two were written in the same instant",
                    "Name the one that is kept: --keep PATH."));
        }
        return newest;
    }

    private Optional<DeclaredBody> ask(Health health) throws IOException {
        List<DeclaredBody> bodies = health.bodies();
        invocation.note(health.declared().group().name() + ": " + Figures.count(bodies.size(), "file"));
        for (int i = 0; i < bodies.size(); i++) {
            DeclaredBody body = bodies.get(i);
            invocation.note("  " + (i + 1) + "  " + body.names().getFirst() + "  "
                    + Figures.size(body.facts().sizeBytes()) + ", "
                    + Figures.utc(body.facts().modified()));
        }
        String answer = invocation.answer("Which one is kept? (1 to " + bodies.size() + ", nothing to leave them)");
        for (int i = 0; i < bodies.size(); i++) {
            if (answer.equals(String.valueOf(i + 1))) {
                return Optional.of(bodies.get(i));
            }
        }
        return Optional.empty();
    }

    private void tellDifferences(Health health) {
        if (invocation.options().json() || invocation.options().quiet()) {
            return;
        }
        DeclaredBody first = health.bodies().getFirst();
        for (DeclaredBody other : health.bodies()) {
            if (other.differsAt().isPresent()) {
                difference(health, first, other).ifPresent(invocation::print);
            }
        }
    }

    private Optional<TextDifference> difference(Health health, DeclaredBody one, DeclaredBody other) {
        try {
            Optional<byte[]> oneBytes = health.read(invocation.volumes().calls(), one, TextDifference.BYTES_MOST);
            Optional<byte[]> otherBytes = health.read(invocation.volumes().calls(), other, TextDifference.BYTES_MOST);
            if (oneBytes.isEmpty() || otherBytes.isEmpty()) {
                return Optional.empty();
            }
            Path onePath = one.names().getFirst();
            Path otherPath = other.names().getFirst();
            return TextDifference.of(onePath, oneBytes.get(), otherPath, otherBytes.get());
        } catch (FileCallException gone) {
            // The run looks again, and tells.
            return Optional.empty();
        }
    }
}
