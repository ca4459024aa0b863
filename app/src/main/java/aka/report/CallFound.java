package aka.report;

import aka.os.CallStatus;

/** Whether a call of the system is there. */
public record CallFound(CallStatus status) implements Event {

    @Override
    public String word() {
        return "call";
    }

    @Override
    public void json(JsonLine line) {
        line.text("call", status.call())
                .flag("found", status.found())
                .text("instead", status.found() || status.instead().isEmpty() ? null : status.instead());
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        if (status.found()) {
            out.text("  found     ").text(status.call()).end();
        } else {
            out.text("  missing   ", Ink.Style.YELLOW)
                    .text(status.call())
                    .text(status.instead().isEmpty() ? "" : ": ")
                    .sentence(status.instead())
                    .end();
        }
    }
}
