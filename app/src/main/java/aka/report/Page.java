package aka.report;

/**
 * What text is written to.
 *
 * @param out results
 * @param err questions, summaries and troubles
 * @param quiet whether only results of reports and errors are wanted
 * @param verbose whether more is wanted
 * @param nul whether names are wanted alone, each followed by NUL
 */
public record Page(Ink out, Ink err, boolean quiet, boolean verbose, boolean nul) {}
