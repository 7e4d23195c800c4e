/** DingTalk's messages: work notifications to people, and the robots of groups. */
package io.bactrian.dingtalk.send;
