package aka.os.windows;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a header of Windows calls a number where it is not called the same here. On a class it is a pattern for all numbers
 * that do not say otherwise: {@code *} stands for the name here, {@code %} for the name here in camel case.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
@interface Header {
    String value();
}
