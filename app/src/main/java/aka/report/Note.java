package aka.report;

/** A sentence for people only, on stderr: how many were found, how to go on. */
public record Note(String sentence) implements ForPeople {

    @Override
    public void text(Page page) {
        if (!page.quiet()) {
            page.out().flush();
            page.err().sentence(sentence).end();
        }
    }
}
