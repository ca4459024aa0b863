package aka.plan;

import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;

/** Which kind of step, and the word for it in files. */
enum StepKind {
    REPLACE,
    SPLIT,
    REPOINT,
    SHARE,
    CREATE,
    UNLINK,
    CREATE_FOLDER,
    REMOVE_FOLDER;

    static StepKind of(LinkStep step) {
        return switch (step) {
            case Replace replace -> REPLACE;
            case Split split -> SPLIT;
            case Repoint repoint -> REPOINT;
            case Share share -> SHARE;
            case Create create -> CREATE;
            case Unlink unlink -> UNLINK;
            case CreateFolder create -> CREATE_FOLDER;
            case RemoveFolder remove -> REMOVE_FOLDER;
        };
    }
}
