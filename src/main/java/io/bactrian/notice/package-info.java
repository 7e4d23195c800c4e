/** Who is to be told of what becomes of approvals, and when; the words stand in the operator's routes. */
package io.bactrian.notice;
