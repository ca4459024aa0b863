package aka.run;

/** What becomes of something that a run left when it was cut off. Its name in lower case, with hyphens, is for scripts. */
public enum Remedy {
    /** The name leads to its new body for good, and the former one goes from its temporary name. */
    FINISH,
    /** The name leads to its former body again, and the temporary name goes. */
    TAKE_BACK,
    /** The temporary name goes: its body has another. */
    DROP,
    /** A name that is missing is made again from its temporary name. */
    PUT_BACK,
    /** It stays under its temporary name, since it may be the only one of its bytes. */
    RESCUE,
    /** It is nothing that the run can have made: it stays as it is. */
    HANDS_OFF,
    /** It cannot be decided now: somebody is writing, or the disk fails. A later recovery may. */
    WAIT,
    /** The file system counts fewer names than there are, so that nothing may be removed before it is checked. */
    DAMAGED
}
