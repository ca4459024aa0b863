package aka.os.windows;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a number of Windows that no header of mingw-w64 has, so that it cannot be compared; and the document that has it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface NoHeader {
    String value();
}
