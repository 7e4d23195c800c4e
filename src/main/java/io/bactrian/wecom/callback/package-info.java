/** What WeCom pushes over HTTP: the check of the address, and events. */
package io.bactrian.wecom.callback;
