package aka.report;

import aka.link.Advice;
import aka.link.LinkCheck;
import aka.link.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether {@code newName} can become a name of {@code existing}.
 *
 * @param advice what fits the purpose, if one was named
 */
public record CheckVerdict(Path existing, Path newName, LinkCheck check, Optional<Advice> advice) implements Event {

    @Override
    public String word() {
        return "verdict";
    }

    @Override
    public void json(JsonLine line) {
        line.text("question", "check").path("existing", existing).path("newName", newName);
        switch (check) {
            case LinkCheck.Possible() -> reasons(line.flag("can", true), List.of());
            case LinkCheck.Refused(List < Refusal > why) -> reasons(line.flag("can", false), why);
            case LinkCheck.Unknown(List < Refusal > why) -> reasons(line.nothing("can"), why);
        }
        if (advice.isPresent()) {
            line.text("best", advice.get().best())
                    .text("why", advice.get().why())
                    .texts("others", advice.get().others());
        }
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        switch (check) {
            case LinkCheck.Possible() -> out.text("yes", Ink.Style.GREEN).end();
            case LinkCheck.Refused(List < Refusal > why) -> {
                out.text("no", Ink.Style.RED).end();
                reasons(out, why);
            }
            case LinkCheck.Unknown(List < Refusal > why) -> {
                out.text("unknown", Ink.Style.YELLOW).end();
                reasons(out, why);
            }
        }
        if (advice.isPresent()) {
            out.text("best: ").text(advice.get().best(), Ink.Style.BOLD).end();
            out.text("  ").text(advice.get().why()).end();
            for (String other : advice.get().others()) {
                out.text("  ").text(other).end();
            }
        }
    }

    private static void reasons(JsonLine line, List<Refusal> why) {
        line.startList("reasons");
        for (Refusal refusal : why) {
            line.startObject()
                    .text("code", refusal.code().name())
                    .text("message", refusal.message())
                    .text("wayOut", refusal.wayOut().isEmpty() ? null : refusal.wayOut())
                    .endObject();
        }
        line.endList();
    }

    private static void reasons(Ink out, List<Refusal> why) {
        for (Refusal refusal : why) {
            out.text("  ")
                    .text(refusal.code().name(), Ink.Style.BOLD)
                    .text("  ")
                    .sentence(refusal.message())
                    .end();
            if (!refusal.wayOut().isEmpty()) {
                out.text("    ").sentence(refusal.wayOut()).end();
            }
        }
    }
}
