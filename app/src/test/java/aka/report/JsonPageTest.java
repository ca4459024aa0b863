package aka.report;

import static org.assertj.core.api.Assertions.assertThat;

import aka.dedupe.Evidence;
import aka.dedupe.LeftOutReason;
import aka.dedupe.PlaceKind;
import aka.file.Kind;
import aka.group.Verdict;
import aka.journal.RunState;
import aka.link.Refusal;
import aka.link.RemovalForecast.Fate;
import aka.link.Sameness;
import aka.os.Trouble;
import aka.run.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/json.md} and the code say the same words. */
@Tag("windows")
class JsonPageTest {

    private final String page = read();

    @Test
    void codesOfFailedCalls_areAllListed() {
        assertThat(codesBelow("### Codes of failed calls")).isEqualTo(names(Trouble.values()));
    }

    @Test
    void codesOfRefusals_areAllListed() {
        assertThat(codesBelow("### Codes of refusals")).isEqualTo(names(Refusal.Code.values()));
    }

    @Test
    void codesOfTheCommandLine_areAllListed() {
        assertThat(codesBelow("### Codes of the command line")).isEqualTo(names(Problem.Code.values()));
    }

    @Test
    void wordsOfSteps_areAllListed() {
        Set<String> listed = wordsIn(section("### step"));
        for (Step.Action action : Step.Action.values()) {
            assertThat(listed).contains(action.word());
        }
        for (Step.Outcome outcome : Step.Outcome.values()) {
            assertThat(listed).contains(outcome.word());
        }
        for (Reason reason : Reason.values()) {
            assertThat(listed).contains(reason.word());
        }
    }

    @Test
    void otherWords_areAllListed() {
        for (Kind kind : Kind.values()) {
            assertThat(wordsIn(section("### file"))).contains(kind.word());
        }
        for (Sameness.Verdict verdict : Sameness.Verdict.values()) {
            assertThat(wordsIn(section("### verdict"))).contains(SameVerdict.key(verdict));
        }
        for (Evidence evidence : Evidence.values()) {
            assertThat(wordsIn(section("### group"))).contains(evidence.word());
        }
        for (LeftOutReason reason : LeftOutReason.values()) {
            assertThat(wordsIn(section("### left-out"))).contains(LeftOutFound.word(reason));
        }
        for (Verdict verdict : Verdict.values()) {
            assertThat(wordsIn(section("### health"))).contains(verdict.word());
        }
        for (RunState state : RunState.values()) {
            assertThat(wordsIn(section("### run"))).contains(RunSeen.word(state));
        }
        for (InstallState state : InstallState.values()) {
            if (state != InstallState.FOREIGN) {
                assertThat(wordsIn(section("### entry"))).contains(state.word());
            }
            if (state != InstallState.ELSEWHERE) {
                assertThat(wordsIn(section("### hook"))).contains(state.word());
            }
        }
        for (Remedy remedy : Remedy.values()) {
            assertThat(wordsIn(section("### finding"))).contains(FindingSeen.word(remedy));
        }
        for (PlaceKind kind : PlaceKind.values()) {
            assertThat(wordsIn(section("### place"))).contains(PlaceFound.word(kind));
        }
        for (Fate fate : Fate.values()) {
            assertThat(wordsIn(section("### forecast"))).contains(Forecast.word(fate));
        }
        for (Problem.Severity severity : Problem.Severity.values()) {
            assertThat(wordsIn(section("### problem"))).contains(severity.word());
        }
    }

    @Test
    void everyEvent_hasASection() {
        for (Class<?> event : Event.class.getPermittedSubclasses()) {
            if (event != ForPeople.class) {
                assertThat(page).as(event.getSimpleName()).contains("\n### " + word(event) + "\n");
            }
        }
    }

    private static String word(Class<?> event) {
        return switch (event.getSimpleName()) {
            case "SameVerdict", "CheckVerdict" -> "verdict";
            case "MklinkStep" -> "step";
            case "PlanPrice" -> "price";
            case "LeftOutFound" -> "left-out";
            case "GroupSeen" -> "declared";
            case "SaveSeen" -> "saved";
            case "WatchSeen" -> "watch";
            case "FileSeen",
                    "NameFound",
                    "SetFound",
                    "GroupFound",
                    "SystemSeen",
                    "CallFound",
                    "EntrySeen",
                    "VolumeSeen",
                    "RunSeen",
                    "CatalogSeen",
                    "HealthSeen",
                    "HookSeen",
                    "FindingSeen",
                    "PlaceFound" ->
                event.getSimpleName().replaceAll("(Seen|Found)$", "").toLowerCase(java.util.Locale.ROOT);
            default -> event.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private String section(String heading) {
        int start = page.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n##", start + heading.length());
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private Set<String> codesBelow(String heading) {
        Set<String> codes = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|").matcher(section(heading));
        while (row.find()) {
            codes.add(row.group(1));
        }
        return codes;
    }

    private static Set<String> wordsIn(String text) {
        Set<String> words = new TreeSet<>();
        Matcher word = Pattern.compile("`([a-z-]+)`").matcher(text);
        while (word.find()) {
            words.add(word.group(1));
        }
        return words;
    }

    private static Set<String> names(Enum<?>[] values) {
        Set<String> names = new TreeSet<>();
        for (Enum<?> value : values) {
            names.add(value.name());
        }
        return names;
    }

    /** The tests run in the module's folder, the page is beside it. */
    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "json.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
