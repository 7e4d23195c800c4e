package io.bactrian.demo;

import java.util.List;

/**
 * A person of the made-up company, as the directory knows her.
 *
 * @param userid id inside the company; may start with zeros, and two of them may differ only in case
 * @param unionid id across companies
 * @param name the name of today
 * @param mobile 11 digits, or empty
 * @param jobNumber empty if the company gave none
 * @param title empty if she has none
 * @param email empty if she has none
 * @param hiredDate midnight in Beijing in epoch milliseconds, 0 if not known
 * @param extension JSON text of the company's own fields, empty if there are none
 * @param departments ids of the departments she is a direct member of; 1 is the root department
 * @param active false for a member who never signed in
 */
public record Person(
        String userid,
        String unionid,
        String name,
        String mobile,
        String jobNumber,
        String title,
        String email,
        long hiredDate,
        String extension,
        List<Long> departments,
        boolean active) {
    Person named(String other) {
        return new Person(
                userid, unionid, other, mobile, jobNumber, title, email, hiredDate, extension, departments, active);
    }
}
