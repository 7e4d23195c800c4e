/** WeCom's messages: to people, departments and tags, and the robots of groups. */
package io.bactrian.wecom.send;
