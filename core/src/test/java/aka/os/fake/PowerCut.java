package aka.os.fake;

/** Ends a run in the fake as the loss of its power, or of its process, does: nothing that it calls is done any more. */
public final class PowerCut extends Error {

    private static final long serialVersionUID = 1;

    PowerCut(FakeCall before) {
        super("cut off before " + before);
    }
}
