package aka.os;

/**
 * One call of the system, as this process found it.
 *
 * @param call the system's own name of it
 * @param found whether it is there
 * @param instead what is done without it
 */
public record CallStatus(String call, boolean found, String instead) {}
